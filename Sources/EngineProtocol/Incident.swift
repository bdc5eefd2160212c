/// Something that an instance cannot get past by itself.
package struct Incident: Sendable, Hashable {
  /// `incidentKey`.
  package var key: EngineKey
  /// The error type of Zeebe, such as `JOB_NO_RETRIES`: `errorType`.
  package var type: String
  /// What went wrong and where (`errorMessage`), with secrets as their placeholders.
  package var message: String
  /// The instance that cannot go on.
  package var instanceKey: EngineKey
  /// The id of the element that cannot begin or end; of the process for the instance as a whole.
  package var elementID: String
  /// The job that needs retries before the incident can be resolved; nil where no job failed.
  package var jobKey: EngineKey?

  /// Makes a description of an incident, by default of one without a job.
  package init(
    key: EngineKey, type: String, message: String, instanceKey: EngineKey, elementID: String,
    jobKey: EngineKey? = nil
  ) {
    self.key = key
    self.type = type
    self.message = message
    self.instanceKey = instanceKey
    self.elementID = elementID
    self.jobKey = jobKey
  }
}
