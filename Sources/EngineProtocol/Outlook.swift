/// What an engine has left to do by itself, and what it waits for.
package struct Outlook: Sendable {
  /// A job that no worker takes.
  package struct StrandedJob: Sendable, Hashable {
    /// The process instance.
    package var instanceKey: EngineKey
    /// The element that made the job.
    package var elementID: String
    /// What a worker would ask for.
    package var type: String

    /// Makes a description of a job that no worker takes.
    package init(instanceKey: EngineKey, elementID: String, type: String) {
      self.instanceKey = instanceKey
      self.elementID = elementID
      self.type = type
    }
  }

  /// Something goes on now: a worker has or gets a job, or something is due. The other members
  /// are empty then.
  package var isBusy: Bool
  /// The next time at which something happens, where the passing of time moves the instances on;
  /// in milliseconds since 1970.
  package var nextDue: Int64?
  /// The jobs of the whole engine that nobody does, the oldest first.
  package var strandedJobs: [StrandedJob]
  /// The process instances that a message moves on, in them or in a process that they called.
  package var listening: Set<EngineKey>

  /// Makes a description of what is left to do, by default of nothing.
  package init(
    isBusy: Bool = false, nextDue: Int64? = nil, strandedJobs: [StrandedJob] = [],
    listening: Set<EngineKey> = []
  ) {
    self.isBusy = isBusy
    self.nextDue = nextDue
    self.strandedJobs = strandedJobs
    self.listening = listening
  }
}
