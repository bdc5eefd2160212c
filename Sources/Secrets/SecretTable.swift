import Diagnostics
import JSON
import YAML

/// The secrets in one file.
public struct SecretTable: Sendable {
  /// The format of the file.
  public enum Format: String, Sendable, CaseIterable {
    case environmentFile = "env-file"
    case json, yaml

    /// The format for a file name: `.json`, `.yaml` or `.yml`, otherwise `NAME=VALUE` lines.
    public init(path: String) {
      switch path.split(separator: ".").last?.lowercased() {
      case "json": self = .json
      case "yaml", "yml": self = .yaml
      default: self = .environmentFile
      }
    }
  }

  enum Entry: Sendable {
    case value(SecretBytes)
    /// A value that cannot be sent in a request, such as a list.
    case unusable(String)
  }

  private var entries: [String: Entry] = [:]
  /// Values of nested documents by their path, with names separated by `/`.
  private var nested: [String: Entry] = [:]

  /// - Throws: `SecretFault` with the line, but without the text, which may contain a secret.
  public init(parsing bytes: [UInt8], as format: Format) throws(SecretFault) {
    switch format {
    case .environmentFile:
      for (name, value) in try EnvironmentFile(parsing: bytes).values {
        entries[name] = .value(SecretBytes(value.utf8))
      }
    case .json, .yaml:
      let source = SourceText(path: "", bytes: bytes)
      let root = try Self.document(source, format)
      guard case .object(let members) = root.value else {
        throw SecretFault("expected an object with names and values")
      }
      for member in members {
        entries[member.key] = Self.entry(member.value, source)
        add(member.value, at: Self.normalized(member.key), source)
      }
    }
  }

  /// The value for a name: of an entry with exactly this name, or of nested entries along the parts
  /// of the name, separated by `/` or `.`.
  public func secret(named name: String) throws(SecretFault) -> SecretValue? {
    switch entries[name] ?? nested[Self.normalized(name)] {
    case .value(let bytes)?: return SecretValue(bytes)
    case .unusable(let reason)?: throw SecretFault("'\(name)' is \(reason)")
    case nil: return nil
    }
  }

  // MARK: JSON and YAML

  private static func document(
    _ source: SourceText, _ format: Format
  ) throws(SecretFault) -> JSONNode {
    let offset: Int
    if format == .json {
      do throws(JSONSyntaxError) { return try JSONNode(parsing: source) } catch {
        offset = error.offset
      }
    } else {
      do throws(YAMLSyntaxError) { return try JSONNode(parsingYAML: source) } catch {
        offset = error.offset
      }
    }
    // Give only the place: the parser's message could quote the text.
    let place = source.position(at: offset)
    throw SecretFault(
      "line \(place.line), column \(place.column): invalid \(format == .json ? "JSON" : "YAML")"
    )
  }

  private mutating func add(_ node: JSONNode, at path: String, _ source: SourceText) {
    if case .object(let members) = node.value {
      for member in members {
        add(member.value, at: "\(path)/\(Self.normalized(member.key))", source)
      }
    } else if let entry = Self.entry(node, source) {
      nested[path] =
        nested[path] == nil ? entry : .unusable("defined twice in the file")
    }
  }

  private static func entry(_ node: JSONNode, _ source: SourceText) -> Entry? {
    switch node.value {
    case .string(let text): .value(SecretBytes(text.utf8))
    // Use the text as written: a PIN keeps its leading zeros.
    case .number, .bool: .value(SecretBytes(source.bytes[node.range]))
    case .array: .unusable("a list, not a string")
    case .object: .unusable("an object, not a string")
    case .null: nil
    }
  }

  private static func normalized(_ name: String) -> String {
    String(name.map { $0 == "." ? "/" : $0 })
  }
}
