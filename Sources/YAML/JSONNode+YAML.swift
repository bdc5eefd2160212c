public import Diagnostics
public import JSON

/// Why a text is not the YAML that is read here, and where.
public struct YAMLSyntaxError: Error, Hashable, Sendable {
  /// What is wrong, in words for people.
  public var message: String
  /// Byte offset in the text.
  public var offset: Int
}

extension JSONNode {
  /// Reads a YAML text as the JSON value that it stands for, with the place of every key and value.
  ///
  /// Plain scalars are read by the core schema of YAML 1.2 (`true`, `null`, `0x1F`; `yes` is a
  /// text). An empty text is null.
  /// - Throws: `YAMLSyntaxError` for what is no YAML, more than one document, tags, keys that are
  ///   no scalars or stand twice in one mapping, and values that are too deep or too many
  ///   (`JSONNode.maximumDepth`, `YAMLReader.maximumValues`).
  public init(parsingYAML source: SourceText) throws(YAMLSyntaxError) {
    self = try YAMLReader.read(source.bytes)
  }
}
