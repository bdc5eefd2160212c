import BPMN
import Diagnostics
import EngineProtocol
import FEEL
import JSON
import XML

/// A deployed file that the worker of a job needs.
struct LinkedResource: Sendable {
  let id: ProcessExpression
  let binding: ResourceBinding
  /// What kind of file it is, for the worker.
  let type: String
  /// What the worker needs it for.
  let linkName: String

  /// The reserved header that lists the resources of a job.
  static let header = "io.camunda.zeebe:linkedResources"
}

extension ProcessCompiler {
  mutating func linkedResources(of element: BPMNElement) -> [LinkedResource] {
    element.linkedResources.compactMap { part in
      guard let id = part.attribute("resourceId"), !id.value.isEmpty else {
        reject(element)
        return nil
      }
      guard let id = compile(id.value, of: element, fixedText: { .string($0) }),
        let binding = binding(of: part, element)
      else { return nil }
      return LinkedResource(
        id: id, binding: binding, type: part["resourceType"] ?? "",
        linkName: part["linkName"] ?? "")
    }
  }
}

extension Processor {
  /// The header of a job that lists its resources.
  /// - Throws: an incident of type `RESOURCE_NOT_FOUND`.
  func header(
    for resources: [LinkedResource], of key: EngineKey
  ) throws(Failure) -> String {
    let list = try resources.map { (resource) throws(Failure) -> JSONValue in
      let id = try resource.id.string(visibleVariables(of: key, for: resource.id), in: environment)
      guard let found = document(id, resource.binding, in: state.resources, for: key) else {
        throw Failure(
          .resourceNotFound,
          "No resource with the id '\(id)' is deployed\(resource.binding.suffix).")
      }
      return .object([
        ("resourceKey", .string(String(found))), ("resourceType", .string(resource.type)),
        ("linkName", .string(resource.linkName)),
      ])
    }
    return JSONValue.array(list).text()
  }
}

extension BPMNElement {
  /// The resources that the jobs of a service or send task link to.
  var linkedResources: [XMLElement] {
    guard [.serviceTask, .sendTask].contains(type), let list = zeebe("linkedResources") else {
      return []
    }
    return list.children.filter { $0.name.local == "linkedResource" }
  }
}
