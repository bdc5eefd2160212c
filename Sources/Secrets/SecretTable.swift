import Diagnostics
import JSON
import YAML

/// The secrets of one file.
public struct SecretTable: Sendable {
  /// How the file is written.
  public enum Format: String, Sendable, CaseIterable {
    case environmentFile = "env-file"
    case json, yaml

    /// The format that a file's name tells: `.json`, `.yaml` or `.yml`, else `NAME=VALUE` lines.
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
    /// Something that no request can carry, such as a list.
    case unusable(String)
  }

  private var entries: [String: Entry] = [:]
  /// Values of nested documents by their path, with `/` between the names.
  private var nested: [String: Entry] = [:]

  /// - Throws: `SecretFault` with the line; it never repeats the text, which may hold a secret.
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
        throw SecretFault("it must hold an object of names and values")
      }
      for member in members {
        entries[member.key] = Self.entry(member.value, source)
        add(member.value, at: Self.normalized(member.key), source)
      }
    }
  }

  /// The value of a name: of an entry that is called exactly so, or of nested ones along the parts
  /// of the name, which `/` or `.` separate.
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
    // Only the place: the reader's own words may quote the text.
    let place = source.position(at: offset)
    throw SecretFault(
      "line \(place.line), column \(place.column): it cannot be read as \(format == .json ? "JSON" : "YAML")"
    )
  }

  private mutating func add(_ node: JSONNode, at path: String, _ source: SourceText) {
    if case .object(let members) = node.value {
      for member in members {
        add(member.value, at: "\(path)/\(Self.normalized(member.key))", source)
      }
    } else if let entry = Self.entry(node, source) {
      nested[path] =
        nested[path] == nil ? entry : .unusable("written in two places of the file")
    }
  }

  private static func entry(_ node: JSONNode, _ source: SourceText) -> Entry? {
    switch node.value {
    case .string(let text): .value(SecretBytes(text.utf8))
    // As written: a PIN keeps its leading zeros.
    case .number, .bool: .value(SecretBytes(source.bytes[node.range]))
    case .array: .unusable("a list, not a text")
    case .object: .unusable("a group of entries, not a text")
    case .null: nil
    }
  }

  private static func normalized(_ name: String) -> String {
    String(name.map { $0 == "." ? "/" : $0 })
  }
}
