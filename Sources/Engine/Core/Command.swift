import EngineProtocol
import JSON

/// What the processor is asked to do.
enum Command: Sendable {
  case deploy([CompiledResource])
  case createInstance(CreateInstanceRequest)
  case cancelInstance(EngineKey)
  case publishMessage(PublishMessageRequest)
  case correlateMessage(CorrelateMessageRequest)
  case deliver(InboundDelivery)
  case activateJobs(ActivateJobsRequest)
  case completeJob(JobReference, JSONObject)
  case failJob(JobReference, JobFailure)
  case throwError(JobReference, JobError)
  case updateJobRetries(EngineKey, Int)
  case resolveIncident(EngineKey)
  /// Lists the jobs that workers hold; changes nothing.
  case listActivatedJobs
  /// Says what is left to do (`Outlook`); changes nothing.
  case outlook(of: Set<EngineKey>, serving: Set<String>)
  /// Does what is due: timers, timeouts and back-offs of jobs, expiry of messages.
  case wake

  /// The word for it in the log.
  var name: String {
    switch self {
    case .deploy: "deploy"
    case .createInstance: "createInstance"
    case .cancelInstance: "cancelInstance"
    case .publishMessage: "publishMessage"
    case .correlateMessage: "correlateMessage"
    case .deliver: "deliver"
    case .activateJobs: "activateJobs"
    case .completeJob: "completeJob"
    case .failJob: "failJob"
    case .throwError: "throwError"
    case .updateJobRetries: "updateJobRetries"
    case .resolveIncident: "resolveIncident"
    case .listActivatedJobs: "listActivatedJobs"
    case .outlook: "outlook"
    case .wake: "wake"
    }
  }
}

/// When a command is carried out, and with which luck: all that the core knows of the world.
struct Moment: Sendable {
  /// Milliseconds since 1970.
  var time: Int64
  /// Where the random numbers of expressions begin.
  var seed: UInt64
}

/// What a command answers.
enum Reply: Sendable {
  case done
  case key(EngineKey)
  case deployment(Deployment)
  case instance(ProcessInstance)
  case correlation(MessageCorrelation)
  case delivery(DeliveryResult)
  case jobs([ActivatedJob])
  case outlook(Outlook)
}
