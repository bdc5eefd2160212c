public import BPMN

/// The element templates available to a project.
///
/// For the same id and version, the one added last wins; built-in templates are added first.
public struct TemplateLibrary: Sendable {
  private let builtIn: BuiltInTemplateCache?
  private var added: [String: [ElementTemplate]] = [:]

  /// An empty library.
  public init() {
    builtIn = nil
  }

  init(builtIn: BuiltInTemplateCache) {
    self.builtIn = builtIn
  }

  /// The library with the built-in templates.
  public static let builtIn = TemplateLibrary(builtIn: .shared)

  /// Adds the templates in a file, which override existing ones.
  public mutating func add(_ file: TemplateFile) {
    for template in file.templates { added[template.id, default: []].append(template) }
  }

  /// Adds another library's templates except built-in ones.
  public mutating func add(_ other: TemplateLibrary) {
    added.merge(other.added) { $0 + $1 }
  }

  /// The template with an id and version; nil is the version of templates without one.
  public func template(id: String, version: Int?) -> ElementTemplate? {
    candidates(id).last { $0.version == version }
  }

  /// Every version of a template, newest first; one without a version comes last.
  public func versions(of id: String) -> [ElementTemplate] {
    var byVersion: [Int?: ElementTemplate] = [:]
    for template in candidates(id) { byVersion[template.version] = template }
    return byVersion.values.sorted { ElementTemplate.isNewer($0.version, than: $1.version) }
  }

  /// The newest version of a template that supports a Camunda version, including deprecated ones.
  ///
  /// - Parameter platform: nil if unknown; then any version is supported.
  public func newest(of id: String, for platform: PlatformVersion? = nil) -> ElementTemplate? {
    versions(of: id).first { $0.suits(platform) }
  }

  /// Every template, sorted by id and then version, newest first.
  public var templates: [ElementTemplate] {
    ids.flatMap(versions(of:))
  }

  /// The sorted ids of all templates.
  public var ids: [String] {
    let builtInIDs = (builtIn?.files ?? []).flatMap(\.templates).map(\.id)
    return Set(builtInIDs).union(added.keys).sorted()
  }

  /// Whether a template is a built-in stand-in for an official one: same ids and bindings, but
  /// other texts and expressions.
  func isStandIn(_ template: ElementTemplate) -> Bool { builtIn?.owns(template.source) ?? false }

  /// All templates with an id, in ascending precedence.
  private func candidates(_ id: String) -> [ElementTemplate] {
    (builtIn?.templates(id: id) ?? []) + (added[id] ?? [])
  }
}

extension ElementTemplate {
  /// Whether a version is newer than another; a missing version is the oldest.
  static func isNewer(_ left: Int?, than right: Int?) -> Bool {
    guard let left else { return false }
    guard let right else { return true }
    return left > right
  }
}
