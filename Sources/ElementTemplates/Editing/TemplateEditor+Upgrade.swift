public import BPMN
public import Diagnostics

/// The template version to upgrade an element to.
public enum UpgradeTarget: Hashable, Sendable {
  case version(Int)
  /// The newest version that supports the Camunda version; if it is deprecated and its successor is
  /// known, the successor's newest version.
  case latestCompatible
}

extension TemplateEditor {
  /// Changes an element to another version of its template.
  ///
  /// Values entered by a person are kept, unchanged defaults become the new defaults, and generated
  /// identifiers are kept.
  ///
  /// - Parameter platform: the Camunda version; nil for the version in the file.
  /// - Returns: nil if there is nothing to do: no template, an unknown one, or none newer.
  /// - Throws: if the template does not have the version, or the element cannot be changed.
  public func upgrade(
    _ element: BPMNElement, to target: UpgradeTarget, platform: PlatformVersion? = nil
  ) throws(Diagnostic) -> TemplateChange? {
    guard let id = element.templateID, !element.type.isReferredRootElement else { return nil }
    let versions = library.versions(of: id)
    guard let some = versions.first else { return nil }
    switch target {
    case .version(let number):
      guard let template = versions.first(where: { $0.version == number }) else {
        throw .noSuchVersion(number, some, versions, element)
      }
      return element.templateVersion == number ? nil : try apply(template, to: element)
    case .latestCompatible:
      guard let template = goal(of: element, id, platform ?? element.model.platformVersion) else {
        return nil
      }
      return try apply(template, to: element)
    }
  }

  private func goal(
    of element: BPMNElement, _ id: String, _ platform: PlatformVersion?
  ) -> ElementTemplate? {
    let newest = library.newest(of: id, for: platform)
    let current = library.template(id: id, version: element.templateVersion)
    if (newest ?? current)?.deprecation != nil, let next = TemplateSuccessors.successor(of: id),
      let successor = library.newest(of: next, for: platform)
    {
      return successor
    }
    return newest.flatMap {
      ElementTemplate.isNewer($0.version, than: element.templateVersion) ? $0 : nil
    }
  }
}

extension Diagnostic {
  fileprivate static func noSuchVersion(
    _ version: Int, _ template: ElementTemplate, _ versions: [ElementTemplate],
    _ element: BPMNElement
  ) -> Diagnostic {
    let known = versions.compactMap(\.version).map(String.init).joined(separator: ", ")
    var finding = Diagnostic.notEditable(
      element, "the template \"\(template.name)\" has no version \(version)")
    finding.help = "Known versions are: \(known)."
    return finding
  }
}
