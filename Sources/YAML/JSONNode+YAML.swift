public import Diagnostics
public import JSON

/// A YAML syntax error with its place.
public struct YAMLSyntaxError: Error, Hashable, Sendable {
  /// The problem, in one sentence.
  public var message: String
  /// Byte offset in the text.
  public var offset: Int
}

extension JSONNode {
  /// Parses a YAML text as the equivalent JSON value, with the range of every key and value.
  ///
  /// Plain scalars follow the core schema of YAML 1.2 (`true`, `null`, `0x1F`; `yes` is a string).
  /// An empty text is null.
  ///
  /// - Throws: `YAMLSyntaxError` for invalid YAML, more than one document, tags, keys that are not
  ///   scalars or occur twice in one mapping, and values that are too deep or too many
  ///   (`JSONNode.maximumDepth`, `YAMLReader.maximumValues`).
  public init(parsingYAML source: SourceText) throws(YAMLSyntaxError) {
    self = try YAMLReader.read(source.bytes)
  }
}
