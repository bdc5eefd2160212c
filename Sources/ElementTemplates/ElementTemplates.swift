public import BPMN
public import Diagnostics
public struct ElementTemplate: Sendable { public var version: Int?; public var text: String { "" } }
public struct TemplateFile: Sendable {
  public init(parsing: SourceText) {}; public var diagnostics: [Diagnostic] { [] }
}
public struct TemplateLibrary: Sendable {
  public static let builtIn = TemplateLibrary()
  public mutating func add(_ f: TemplateFile) {}
  public func template(id: String, version: Int?) -> ElementTemplate? { nil }
}
public enum TemplateCheck {
  public static func diagnostics(for e: BPMNElement, library: TemplateLibrary) -> [Diagnostic] {
    []
  }
}
