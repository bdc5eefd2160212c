import BPMN
import Diagnostics
import SecretReferences
import Secrets

/// # secret/missing
///
/// Every secret that a diagram needs must have a value in the checked environment.
///
/// This rule runs if an environment is named (`bpmnc lint --environment NAME`), and in `bpmnc
/// secrets --check`. A secret that no source contains, or whose value is empty, fails the first job
/// that needs it; a webhook does not even start. `bpmnc secrets --template env` prints the file to
/// fill in.
///
/// Severity: error
extension Diagnostic {
  static func missingSecret(
    _ name: String, _ status: SecretStatus, _ uses: [SecretUse], _ environment: String?
  ) -> Diagnostic? {
    let place = environment.map { " in the environment '\($0)'" } ?? ""
    let message: String
    var help = "Set its value; 'bpmnc secrets --template env' prints the file to fill in."
    switch status {
    case .found: return nil
    case .missing: message = "the secret '\(name)' is missing\(place)"
    case .empty(let provider):
      message = "the secret '\(name)' is empty\(place) (\(provider))"
    case .failed(let reason):
      message = "the secret '\(name)' could not be looked up\(place): \(reason)"
      help = "Fix this source: no further sources are searched after a failure."
    }
    let use = uses[0]
    return Diagnostic(
      rule: "secret/missing", severity: .error, message: message, help: help,
      location: use.location, element: use.element?.reference,
      notes: uses.dropFirst().prefix(4).map {
        Note(message: "also needed here", location: $0.location)
      })
  }
}
