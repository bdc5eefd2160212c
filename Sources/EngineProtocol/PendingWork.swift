/// The work that an engine has left to do by itself, and what it waits for.
package struct PendingWork: Sendable {
  /// A job whose type no worker handles.
  package struct UnservedJob: Sendable, Hashable {
    /// The process instance.
    package var instanceKey: EngineKey
    /// The element that created the job.
    package var elementID: String
    /// The job type.
    package var type: String

    /// Creates the description of a job without a worker.
    package init(instanceKey: EngineKey, elementID: String, type: String) {
      self.instanceKey = instanceKey
      self.elementID = elementID
      self.type = type
    }
  }

  /// A signal that a process instance waits for.
  package struct AwaitedSignal: Sendable, Hashable {
    /// The process instance.
    package var instanceKey: EngineKey
    /// The event that waits for it.
    package var elementID: String
    /// The name of the signal.
    package var name: String

    /// Creates the description of a signal.
    package init(instanceKey: EngineKey, elementID: String, name: String) {
      self.instanceKey = instanceKey
      self.elementID = elementID
      self.name = name
    }
  }

  /// A user task that waits for somebody to complete it.
  package struct WaitingTask: Sendable, Hashable {
    /// What completes it.
    package enum Key: Sendable, Hashable {
      /// A user task of the engine.
      case task(EngineKey)
      /// A job of type `userTaskJobType`.
      case job(EngineKey)
    }

    /// The process instance.
    package var instanceKey: EngineKey
    /// The id of the user task in its BPMN file.
    package var elementID: String
    /// What completes it.
    package var key: Key

    /// Creates the description of a waiting user task.
    package init(instanceKey: EngineKey, elementID: String, key: Key) {
      self.instanceKey = instanceKey
      self.elementID = elementID
      self.key = key
    }
  }

  /// The type of the jobs of user tasks that are not managed by the engine.
  package static let userTaskJobType = "io.camunda.zeebe:userTask"

  /// Whether work is in progress: a worker holds or can activate a job, or something is due. If
  /// true, the other members are empty.
  package var isBusy: Bool
  /// The next time at which an instance continues by itself, in milliseconds since 1970.
  package var nextDue: Int64?
  /// The jobs of the whole engine that have no worker, oldest first.
  package var unservedJobs: [UnservedJob]
  /// The user tasks of the whole engine, oldest first.
  package var waitingTasks: [WaitingTask]
  /// The process instances that wait for a message, a signal, a condition or a user, directly or in
  /// a process that they called.
  package var waitingForInput: Set<EngineKey>
  /// The signals that events wait for, the longest awaited first.
  package var awaitedSignals: [AwaitedSignal]

  /// Creates a description, by default of nothing left to do.
  package init(
    isBusy: Bool = false, nextDue: Int64? = nil, unservedJobs: [UnservedJob] = [],
    waitingTasks: [WaitingTask] = [], waitingForInput: Set<EngineKey> = [],
    awaitedSignals: [AwaitedSignal] = []
  ) {
    self.isBusy = isBusy
    self.nextDue = nextDue
    self.unservedJobs = unservedJobs
    self.waitingTasks = waitingTasks
    self.waitingForInput = waitingForInput
    self.awaitedSignals = awaitedSignals
  }
}
