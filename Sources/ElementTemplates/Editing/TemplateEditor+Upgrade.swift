public import BPMN
public import Diagnostics

/// To which version of its template an element is moved.
public enum UpgradeTarget: Hashable, Sendable {
  case version(Int)
  /// The newest that suits the version of Camunda; where that one is deprecated and its successor
  /// is known, the successor's newest.
  case latestCompatible
}

extension TemplateEditor {
  /// Moves an element to another version of its template.
  ///
  /// What a person wrote stays, defaults that nobody touched become the new ones, and generated
  /// identifiers stay as they are.
  /// - Parameter platform: the version of Camunda that counts; nil for the one of the file.
  /// - Returns: nil where there is nothing to do: no template, an unknown one, or none newer.
  /// - Throws: where the template has no such version, or the element cannot be changed.
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
      element, "there is no version \(version) of the template \"\(template.name)\"")
    finding.help = "Known versions are: \(known)."
    return finding
  }
}
