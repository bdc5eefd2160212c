import BPMN
import ElementTemplates
import Frontend
import Text

/// A template on the command line: `ID` or `ID@VERSION`.
struct TemplateChoice {
  private let id: String
  private let version: String?

  init(_ argument: String) {
    let parts = argument.split(separator: "@", maxSplits: 1).map(String.init)
    id = parts.first ?? ""
    version = parts.count == 2 ? parts[1] : nil
  }

  /// The template; without a version, the newest one that supports a Camunda version.
  /// - Throws: `ToolFault` with the likely ID or the known versions.
  func template(
    in library: TemplateLibrary, for platform: PlatformVersion? = nil
  ) throws(ToolFault) -> ElementTemplate {
    let versions = library.versions(of: id)
    guard !versions.isEmpty else { throw unknown(library) }
    let known = versions.compactMap(\.version).map(String.init).joined(separator: ", ")
    if let version {
      guard let number = Int(version), let found = library.template(id: id, version: number) else {
        throw ToolFault(
          message: "template '\(id)' has no version \(version); known versions: \(known)")
      }
      return found
    }
    guard let newest = library.newest(of: id, for: platform) else {
      throw ToolFault(
        message: "no version of template '\(id)' supports the diagram's Camunda version; "
          + "choose one with @VERSION; known versions: \(known)")
    }
    return newest
  }

  private func unknown(_ library: TemplateLibrary) -> ToolFault {
    let ids = library.ids
    // Also matches a part of the ID or the name.
    let wanted = id.lowercased()
    let similar = ids.filter { candidate in
      let name = library.versions(of: candidate).first?.name ?? ""
      return !wanted.isEmpty
        && (candidate.lowercased().contains(wanted) || name.lowercased().contains(wanted))
    }
    let hint =
      (Suggestion.nearest(to: id, among: ids) ?? (similar.count == 1 ? similar[0] : nil))
      .map { "did you mean '\($0)'?" }
      ?? (similar.isEmpty
        ? "'bpmnc template list' lists the available ones"
        : "did you mean one of \(similar.joined(separator: ", "))?")
    return ToolFault(message: "unknown template '\(id)'; \(hint)")
  }
}
