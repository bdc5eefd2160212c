public import Diagnostics
import JSON

/// A file of element templates: one template, or an array of them.
///
/// A template that cannot be parsed is skipped and reported; the others in the file are used.
/// `TemplateValidation` checks templates against the complete schema.
public struct TemplateFile: Sendable {
  /// The text of the file.
  public let source: SourceText
  /// The templates that could be parsed.
  public private(set) var templates: [ElementTemplate] = []
  /// Problems of the file as a whole: invalid JSON, not a template, duplicate keys. Findings have
  /// the rule `template/invalid` and JSON pointers as paths.
  private(set) var documentDiagnostics: [Diagnostic] = []
  /// Why templates of the file were skipped.
  private var readingDiagnostics: [Diagnostic] = []
  /// The values that should be Camunda 8 templates.
  private(set) var candidates: [JSONNode] = []
  /// The whole document; nil if the text is not JSON.
  let root: JSONNode?

  /// Why parts of the file cannot be used.
  public var diagnostics: [Diagnostic] { documentDiagnostics + readingDiagnostics }

  /// The maximum file size in bytes. Hundreds of templates fit; a larger file does not contain
  /// templates, and would take many times its size in memory.
  public static let maximumSize = 32 << 20

  /// Parses a JSON text.
  public init(parsing source: SourceText) {
    self.init(parsing: source, maximumValueCount: 2_000_000)
  }

  /// - Parameter maximumValueCount: the maximum number of JSON values in the file; the default
  ///   exceeds that of templates in a file of the maximum size.
  init(parsing source: SourceText, maximumValueCount: Int) {
    self.source = source
    if let reason = source.whyNoTemplates {
      root = nil
      documentDiagnostics.append(.notJSON(reason, at: 0, in: source))
      return
    }
    do {
      let root = try JSONNode(parsing: source)
      self.root = root
      addAll(root, maximumValueCount: maximumValueCount)
    } catch {
      root = nil
      documentDiagnostics.append(.notJSON(error.message, at: error.offset, in: source))
    }
  }

  private mutating func addAll(_ root: JSONNode, maximumValueCount: Int) {
    if root.valueCount > maximumValueCount {
      documentDiagnostics.append(.tooManyValues(root, maximumValueCount, in: source))
      return
    }
    documentDiagnostics += root.duplicateKeys.map { .duplicateKey($0, root, in: source) }
    switch root.value {
    case .object: add(root, of: root)
    case .array(let items): items.forEach { add($0, of: root) }
    default: documentDiagnostics.append(.notTemplates(root, in: source))
    }
  }

  private mutating func add(_ json: JSONNode, of root: JSONNode) {
    if let schema = json["$schema"], SchemaReference(schema)?.isOfOtherPlatform == true {
      documentDiagnostics.append(.otherPlatform(json, schema, in: source))
      return
    }
    candidates.append(json)
    var faults: [TemplateFault] = []
    if let template = ElementTemplate(json, in: source, faults: &faults) {
      templates.append(template)
    }
    readingDiagnostics += faults.map { fault in
      var diagnostic = fault.diagnostic(
        rule: Diagnostic.invalidTemplateRule, severity: .error, root: root, source: source)
      diagnostic.message = "\(json.templateTitle) was skipped: \(fault.message)"
      return diagnostic
    }
  }
}

extension SourceText {
  /// Why a file cannot be JSON, without parsing it; nil if it can.
  fileprivate var whyNoTemplates: String? {
    if bytes.count > TemplateFile.maximumSize {
      return "the file has \(bytes.count >> 20) MiB; the limit is "
        + "\(TemplateFile.maximumSize >> 20) MiB"
    }
    let start = bytes.prefix(4)
    if start.starts(with: [0xFE, 0xFF]) || start.starts(with: [0xFF, 0xFE]) || start.contains(0) {
      return "the file is in UTF-16 or UTF-32; save it as UTF-8"
    }
    return nil
  }
}

extension JSONNode {
  /// The number of values, including itself.
  fileprivate var valueCount: Int {
    items.reduce(1) { $0 + $1.valueCount } + members.reduce(0) { $0 + $1.value.valueCount }
  }

  /// The members with a duplicate key, in this value and its descendants.
  var duplicateKeys: [JSONMember] {
    switch value {
    case .array(let items): return items.flatMap(\.duplicateKeys)
    case .object(let members):
      var result: [JSONMember] = []
      var seen: Set<String> = []
      for member in members {
        if !seen.insert(member.key).inserted { result.append(member) }
        result += member.value.duplicateKeys
      }
      return result
    default: return []
    }
  }
}

extension Diagnostic {
  /// # template/invalid
  ///
  /// A template conforms to the official schema.
  ///
  /// Modelers ignore a template that does not, or parts of it, often silently. Paths in findings
  /// are JSON pointers. A Camunda 7 template in the folder is only noted, and skipped.
  ///
  /// Severity: error or info
  ///
  /// Bad:
  /// ```json
  /// "properties": [
  ///   {"type": 1️⃣"Strin",
  ///    "binding": {"type": "zeebe:input", "name": "x"}}
  /// ]
  /// ```
  ///
  /// Good:
  /// ```json
  /// "properties": [
  ///   {"type": "String",
  ///    "binding": {"type": "zeebe:input", "name": "x"}}
  /// ]
  /// ```
  static let invalidTemplateRule = "template/invalid"

  fileprivate static func notJSON(
    _ reason: String, at offset: Int, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      rule: invalidTemplateRule, severity: .error, message: "not JSON: \(reason)",
      help: "Nothing in this file was used. Correct it, or export the template again.",
      location: SourceLocation(
        source, offset..<max(offset, min(offset + 1, source.bytes.count))))
  }

  fileprivate static func duplicateKey(
    _ member: JSONMember, _ root: JSONNode, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      rule: invalidTemplateRule, severity: .error,
      message: "duplicate key '\(member.key)' in this object, of which only the last would be used",
      help: "Remove one of them.", location: SourceLocation(source, member.keyRange),
      path: root.pointer(to: member.keyRange))
  }

  fileprivate static func tooManyValues(
    _ root: JSONNode, _ limit: Int, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      rule: invalidTemplateRule, severity: .error,
      message: "the file has more than \(limit) values, too many for templates",
      location: source.location(ofJSON: root.range), path: "")
  }

  fileprivate static func notTemplates(_ root: JSONNode, in source: SourceText) -> Diagnostic {
    Diagnostic(
      rule: invalidTemplateRule, severity: .error,
      message: "a template file contains a template or an array of templates, not \(root.kind)",
      location: SourceLocation(source, root.range), path: "")
  }

  fileprivate static func otherPlatform(
    _ json: JSONNode, _ schema: JSONNode, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      rule: invalidTemplateRule, severity: .info,
      message: "\(json.templateTitle) is for Camunda 7 and was skipped",
      help:
        "Camunda 8 templates use the schema '@camunda/zeebe-element-templates-json-schema'.",
      location: SourceLocation(source, schema.range))
  }
}

extension JSONNode {
  /// The name of a template in messages.
  var templateTitle: String {
    if let name = self["name"]?.string { return "the template \"\(name)\"" }
    if let id = self["id"]?.string { return "the template '\(id)'" }
    return "a template without a name"
  }
}
