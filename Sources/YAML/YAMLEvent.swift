import CLibYAML

/// One event of libyaml, copied out of its memory.
struct YAMLEvent {
  enum Kind {
    case scalar(String, isPlain: Bool)
    case alias
    case sequenceStart, sequenceEnd, mappingStart, mappingEnd
    case documentStart
  }

  var kind: Kind
  /// Offsets in characters.
  var characters: Range<Int>
  /// The name after `&` or `*`.
  var anchor: String?
  /// The tag after `!`, if any.
  var tag: String?

  /// Passes every event of a text to `body`, until it throws or the text ends.
  static func forEach(
    in bytes: [UInt8], _ body: (YAMLEvent) throws(YAMLSyntaxError) -> Void,
    offset: (Int) -> Int
  ) throws(YAMLSyntaxError) {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else {
      throw YAMLSyntaxError(message: "out of memory", offset: 0)
    }
    defer { yaml_parser_delete(&parser) }
    var fault: YAMLSyntaxError?
    bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      while fault == nil {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else {
          fault = syntaxError(parser, bytes.count, offset)
          return
        }
        defer { yaml_event_delete(&event) }
        if event.type == YAML_STREAM_END_EVENT { return }
        guard let copy = YAMLEvent(event) else { continue }
        do throws(YAMLSyntaxError) { try body(copy) } catch { fault = error }
      }
    }
    if let fault { throw fault }
  }

  private static func syntaxError(
    _ parser: yaml_parser_t, _ end: Int, _ offset: (Int) -> Int
  ) -> YAMLSyntaxError {
    let problem = parser.problem.map { String(cString: $0) } ?? "invalid YAML"
    if parser.error == YAML_READER_ERROR {
      return YAMLSyntaxError(message: problem, offset: min(end, Int(parser.problem_offset)))
    }
    let context = parser.context.map { String(cString: $0) + ": " } ?? ""
    return YAMLSyntaxError(
      message: context + problem, offset: offset(Int(parser.problem_mark.index)))
  }

  private init?(_ event: yaml_event_t) {
    func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
      pointer.map { String(cString: $0) }
    }
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: Int(scalar.length))
      kind = .scalar(
        String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
      (anchor, tag) = (text(scalar.anchor), text(scalar.tag))
    case YAML_ALIAS_EVENT:
      (kind, anchor) = (.alias, text(event.data.alias.anchor))
    case YAML_SEQUENCE_START_EVENT:
      kind = .sequenceStart
      (anchor, tag) = (text(event.data.sequence_start.anchor), text(event.data.sequence_start.tag))
    case YAML_MAPPING_START_EVENT:
      kind = .mappingStart
      (anchor, tag) = (text(event.data.mapping_start.anchor), text(event.data.mapping_start.tag))
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    default: return nil
    }
    let start = Int(event.start_mark.index)
    characters = start..<max(start, Int(event.end_mark.index))
  }
}
