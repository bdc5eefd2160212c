/// A problem that keeps an instance from continuing until somebody resolves it.
package struct Incident: Sendable, Hashable {
  /// `incidentKey`.
  package var key: EngineKey
  /// Zeebe's error type, such as `JOB_NO_RETRIES`: `errorType`.
  package var type: String
  /// The cause (`errorMessage`), with secrets shown as their placeholders.
  package var message: String
  /// The instance that is stuck.
  package var instanceKey: EngineKey
  /// The id of the element that cannot start or end, or of the process if the whole instance is
  /// affected.
  package var elementID: String
  /// The job that needs retries before the incident can be resolved; nil if no job failed.
  package var jobKey: EngineKey?

  /// Creates the description of an incident, by default one without a job.
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
