import BPMN
import EngineProtocol
import XML

/// An element of a diagram that creates jobs.
package struct JobElement: Sendable, Hashable {
  /// The id of the enclosing process; empty if there is none.
  package var processID: String
  /// The element's id in its BPMN file.
  package var elementID: String
  /// The element's name, or its id if it has none.
  package var label: String
  /// The job type, static or FEEL.
  package var jobType: String

  /// The elements of BPMN resources that have a job type.
  static func all(in resources: [DeploymentResource]) -> [JobElement] {
    resources.filter { $0.name.lowercased().hasSuffix(".bpmn") }.flatMap { resource in
      let model = BPMNFile(parsing: resource.bytes, path: resource.name).model
      return (model.map { Array($0.elements) } ?? []).compactMap { element -> JobElement? in
        guard let type = element.jobType?.value, let id = element.id else { return nil }
        return JobElement(
          processID: element.process?.id ?? "", elementID: id, label: element.label,
          jobType: type)
      }
    }
  }
}
