import EngineProtocol
import JSON

/// A command to the processor.
enum Command: Sendable {
  case deploy([CompiledResource])
  case createInstance(CreateInstanceRequest)
  case deleteResource(EngineKey)
  case cancelInstance(EngineKey)
  case resolveIncidents(of: EngineKey)
  case publishMessage(PublishMessageRequest)
  case correlateMessage(CorrelateMessageRequest)
  case broadcastSignal(BroadcastSignalRequest)
  case evaluateConditionals(EvaluateConditionalsRequest)
  case changeClusterVariable(ClusterVariableCommand)
  /// Lists the cluster variables; changes nothing.
  case listClusterVariables
  case deliver(InboundDelivery)
  case activateJobs(ActivateJobsRequest)
  case noteRequest(String?, of: EngineKey)
  case completeJob(JobReference, JSONObject, JobResult? = nil)
  case failJob(JobReference, JobFailure)
  case throwError(JobReference, JobError)
  case updateJob(EngineKey, JobUpdate)
  case activateAdHoc(EngineKey, [AdHocActivation], cancelsRest: Bool)
  case changeUserTask(EngineKey, UserTaskCommand)
  case changeInstance(EngineKey, InstanceCommand)
  case resolveIncident(EngineKey)
  /// The file of a definition; changes nothing.
  case resource(of: EngineKey)
  /// Lists the activated jobs; changes nothing.
  case listActivatedJobs
  /// Describes the work that is left (`PendingWork`); changes nothing.
  case pendingWork(of: Set<EngineKey>, serving: Set<String>)
  /// Processes what is due: timers, job timeouts and back-offs, message expiry.
  case wake

  /// The command's name in the log.
  var name: String {
    switch self {
    case .deploy: "deploy"
    case .createInstance: "createInstance"
    case .deleteResource: "deleteResource"
    case .cancelInstance: "cancelInstance"
    case .resolveIncidents: "resolveIncidents"
    case .publishMessage: "publishMessage"
    case .correlateMessage: "correlateMessage"
    case .broadcastSignal: "broadcastSignal"
    case .evaluateConditionals: "evaluateConditionals"
    case .changeClusterVariable: "changeClusterVariable"
    case .listClusterVariables: "listClusterVariables"
    case .deliver: "deliver"
    case .activateJobs: "activateJobs"
    case .noteRequest: "noteRequest"
    case .completeJob: "completeJob"
    case .failJob: "failJob"
    case .throwError: "throwError"
    case .updateJob: "updateJob"
    case .activateAdHoc: "activateAdHoc"
    case .changeUserTask: "changeUserTask"
    case .changeInstance: "changeInstance"
    case .resolveIncident: "resolveIncident"
    case .resource: "resource"
    case .listActivatedJobs: "listActivatedJobs"
    case .pendingWork: "pendingWork"
    case .wake: "wake"
    }
  }
}

/// The time and random seed of a command, which are the core's only input from outside.
struct Moment: Sendable {
  /// Milliseconds since 1970.
  var time: Int64
  /// The seed for random numbers in expressions.
  var seed: UInt64
}

/// The reply to a command.
enum Reply: Sendable {
  case done
  /// Follows when listeners have run: when the change of this user task has ended, or the
  /// termination of this process instance (`DelayedReplies`).
  case later(EngineKey)
  case key(EngineKey)
  case deployment(Deployment)
  case resource(DeploymentResource)
  case instance(ProcessInstance)
  case correlation(MessageCorrelation)
  case conditionals(ConditionalEvaluation)
  case clusterVariables([ClusterVariable])
  case delivery(DeliveryResult)
  case jobs([ActivatedJob])
  case pendingWork(PendingWork)
}
