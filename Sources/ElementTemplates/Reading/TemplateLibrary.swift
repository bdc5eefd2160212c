public import BPMN

/// The element templates that a project may use.
///
/// For the same id and version the one that was added later wins; the built-in ones come first.
public struct TemplateLibrary: Sendable {
  private let builtIn: BuiltInTemplateCache?
  private var added: [String: [ElementTemplate]] = [:]

  /// A library with nothing in it.
  public init() {
    builtIn = nil
  }

  init(builtIn: BuiltInTemplateCache) {
    self.builtIn = builtIn
  }

  /// The library that knows the program's own templates.
  public static let builtIn = TemplateLibrary(builtIn: .shared)

  /// Adds the templates of a file; they win over those that are there.
  public mutating func add(_ file: TemplateFile) {
    for template in file.templates { added[template.id, default: []].append(template) }
  }

  /// Adds what another library has beyond the built-in templates.
  public mutating func add(_ other: TemplateLibrary) {
    added.merge(other.added) { $0 + $1 }
  }

  /// The template with an id and a version; nil is the version of a template that names none.
  public func template(id: String, version: Int?) -> ElementTemplate? {
    candidates(id).last { $0.version == version }
  }

  /// Every version of a template, newest first; one without version comes last.
  public func versions(of id: String) -> [ElementTemplate] {
    var byVersion: [Int?: ElementTemplate] = [:]
    for template in candidates(id) { byVersion[template.version] = template }
    return byVersion.values.sorted { ElementTemplate.isNewer($0.version, than: $1.version) }
  }

  /// The newest version of a template that suits a version of Camunda, deprecated ones included.
  /// - Parameter platform: nil where it is not known; then any version suits.
  public func newest(of id: String, for platform: PlatformVersion? = nil) -> ElementTemplate? {
    versions(of: id).first { $0.suits(platform) }
  }

  /// Every template, by id and then version, newest first.
  public var templates: [ElementTemplate] {
    let builtInIDs = (builtIn?.files ?? []).flatMap(\.templates).map(\.id)
    return Set(builtInIDs).union(added.keys).sorted().flatMap(versions(of:))
  }

  /// Whether a template is one of the program's own, which stand in for the official ones: same
  /// ids and places, but other words and expressions.
  func isStandIn(_ template: ElementTemplate) -> Bool { builtIn?.owns(template.source) ?? false }

  /// All templates with an id, the winning ones last.
  private func candidates(_ id: String) -> [ElementTemplate] {
    (builtIn?.templates(id: id) ?? []) + (added[id] ?? [])
  }
}

extension ElementTemplate {
  /// Whether a version comes after another; no version comes before every other.
  static func isNewer(_ left: Int?, than right: Int?) -> Bool {
    guard let left else { return false }
    guard let right else { return true }
    return left > right
  }
}
