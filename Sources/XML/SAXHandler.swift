import CLibXML2
import Diagnostics

/// Builds the element tree from libxml2's SAX2 events.
///
/// Positions: libxml2 calls `startElementNs` after reading the attributes, so the input is at the
/// `>` or `/>` of the start tag; a raw `<` cannot occur inside a tag, so the last `<` before it is
/// where the tag begins. `endElementNs` is called right after the end tag.
///
/// A struct that libxml2 reaches through a pointer while parsing: its state is accessed several
/// times per tag, and a class would add exclusivity checks and reference counting each time.
struct SAXHandler {
  private let source: SourceText
  private let limits: XMLLimits
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var isComplete = false
  private var records: [ElementRecord] = []
  private var attributes: [AttributeRecord] = []
  private var names = NameTable()
  private var open: [(index: Int32, lastChild: Int32)] = []
  private var unboundPrefixes: Set<String> = []
  private var isStopped = false

  private var context: xmlParserCtxtPtr?
  private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// The number of bytes passed to libxml2.
  private var readCount = 0

  init(source: SourceText, limits: XMLLimits) {
    self.source = source
    self.limits = limits
  }

  /// The tree of what was parsed, with the prefixes in `xsi:type` values resolved.
  mutating func makeDocument() -> XMLDocument {
    let document = XMLDocument(
      source: source, records: records, attributes: attributes, names: names.names)
    for type in document.typeAttributes where XMLNamespace.isOfBPMN(type.element.name.namespace) {
      let value = type.value
      guard let colon = value.firstIndex(of: ":") else { continue }
      let prefix = String(value[..<colon].drop(while: \.isWhitespace))
      guard !prefix.isEmpty, type.element.namespace(ofPrefix: prefix) == nil,
        unboundPrefixes.insert(prefix).inserted
      else { continue }
      let end = value[..<colon].utf8.count
      let place = type.range(ofValue: end - prefix.utf8.count..<end)
      diagnostics.append(
        .xmlUnboundPrefix(
          prefix, usual: XMLNamespace.usual[prefix], SourceLocation(source, place)))
    }
    return document
  }

  /// Parses the source.
  mutating func run() {
    _ = Self.initializeOnce
    if source.bytes.isEmpty {
      stop(.xmlNotWellFormed("the file is empty", SourceLocation(source, 0..<0)))
      return
    }
    records.reserveCapacity(source.bytes.count / 90)
    attributes.reserveCapacity(source.bytes.count / 35)
    let source = source
    withUnsafeMutablePointer(to: &self) { handler in
      source.bytes.withUnsafeBufferPointer { buffer in
        handler.pointee.bytes = buffer
        Self.parse(with: handler)
        handler.pointee.bytes = UnsafeBufferPointer(start: nil, count: 0)
      }
    }
  }

  /// Passes the text to libxml2 in chunks: as a whole, it would be copied.
  private static func parse(with handler: UnsafeMutablePointer<SAXHandler>) {
    let context = xmlCreateIOParserCtxt(
      nil, nil, { handler, buffer, count in SAXHandler.read(handler, buffer, count) }, nil, handler,
      XML_CHAR_ENCODING_NONE)
    guard let context else {
      let start = SourceLocation(handler.pointee.source, 0..<0)
      handler.pointee.stop(.xmlLimit("libxml2 could not be initialized", start))
      return
    }
    handler.pointee.context = context
    defer {
      handler.pointee.context = nil
      if context.pointee.myDoc != nil { xmlFreeDoc(context.pointee.myDoc) }
      xmlFreeParserCtxt(context)
    }
    installCallbacks(in: context, handler)
    let options =
      XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
      | XML_PARSE_NOWARNING.rawValue
    _ = xmlCtxtUseOptions(context, Int32(bitPattern: options))
    let result = xmlParseDocument(context)
    handler.pointee.finish(isWellFormed: result == 0, context)
  }

  /// Passes the next bytes to libxml2.
  private static func read(
    _ handler: UnsafeMutableRawPointer?, _ buffer: UnsafeMutablePointer<CChar>?, _ count: Int32
  ) -> Int32 {
    guard let handler, let buffer else { return -1 }
    let state = handler.assumingMemoryBound(to: SAXHandler.self)
    let start = state.pointee.readCount
    let length = min(Int(count), state.pointee.bytes.count - start)
    guard length > 0, let base = state.pointee.bytes.baseAddress else { return 0 }
    UnsafeMutableRawPointer(buffer).copyMemory(from: base + start, byteCount: length)
    state.pointee.readCount = start + length
    return Int32(length)
  }

  private mutating func finish(isWellFormed: Bool, _ context: xmlParserCtxtPtr) {
    isComplete = !isStopped && isWellFormed && !records.isEmpty
    // libxml2 takes the character as the end of the text.
    if isComplete, let zero = bytes[Int(records[0].end)...].firstIndex(of: 0) {
      isComplete = false
      stop(
        .xmlNotWellFormed(
          "the character U+0000 is not allowed in XML", SourceLocation(source, zero..<zero + 1)))
    }
    if !isComplete && diagnostics.isEmpty {
      stop(.xmlNotWellFormed("the file has no root element", here(context)))
    }
  }

  private static let initializeOnce: Void = xmlInitParser()

  private static func installCallbacks(
    in context: xmlParserCtxtPtr, _ handler: UnsafeMutablePointer<SAXHandler>
  ) {
    context.pointee._private = UnsafeMutableRawPointer(handler)
    guard let sax = context.pointee.sax else { return }
    sax.pointee = xmlSAXHandler()
    sax.pointee.initialized = UInt32(XML_SAX2_MAGIC)
    sax.pointee.startElementNs = { context, local, prefix, uri, _, _, count, _, attributes in
      SAXHandler.from(context)?.pointee.startElement(local, prefix, uri, Int(count), attributes)
    }
    sax.pointee.endElementNs = { context, _, _, _ in SAXHandler.from(context)?.pointee.endElement()
    }
    sax.pointee.internalSubset = { context, _, _, _ in
      SAXHandler.from(context)?.pointee.documentType()
    }
    sax.pointee.serror = { context, error in
      guard let context, let error else { return }
      // For some errors libxml2 passes the parser context, for others its user data: the same
      // pointer.
      SAXHandler.from(context)?.pointee.fault(error.pointee)
    }
  }

  private static func from(
    _ context: UnsafeMutableRawPointer?
  ) -> UnsafeMutablePointer<SAXHandler>? {
    context?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private?
      .assumingMemoryBound(to: SAXHandler.self)
  }

  private func offset(_ context: xmlParserCtxtPtr) -> Int {
    guard let input = context.pointee.input else { return 0 }
    let consumed = Int(input.pointee.consumed) + (input.pointee.cur - input.pointee.base)
    return min(consumed, source.bytes.count)
  }

  private func here(_ context: xmlParserCtxtPtr) -> SourceLocation {
    let offset = offset(context)
    return SourceLocation(source, offset..<offset)
  }

  private mutating func stop(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    isStopped = true
    if let context { xmlStopParser(context) }
  }

  // MARK: Events

  private mutating func startElement(
    _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _ uri: UnsafePointer<xmlChar>?, _ attributeCount: Int,
    _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    guard !isStopped, let context, let local else { return }
    let tagEnd = offset(context)
    let start = lastAngle(before: tagEnd)
    if open.count >= limits.depth {
      stop(
        .xmlLimit(
          "elements are nested more than \(limits.depth) deep",
          SourceLocation(source, start..<tagEnd)))
      return
    }
    let (name, isBound) = names.index(local: local, prefix: prefix, uri: uri)
    if !isBound { reportUnbound(prefix, at: start + 1) }

    let index = Int32(records.count)
    let firstAttribute = Int32(attributes.count)
    var nameEnd = start + 1
    while nameEnd < tagEnd, bytes[nameEnd] > 0x20, bytes[nameEnd] != UInt8(ascii: "/"),
      bytes[nameEnd] != UInt8(ascii: ">")
    {
      nameEnd += 1
    }
    var ordinary = 0
    let end = StartTag.forEachAttribute(bytes, from: nameEnd) { attribute in
      appendAttribute(attribute, values, attributeCount, &ordinary)
    }
    // At the end of a truncated file, libxml2 reports the tag before the error.
    guard end < bytes.count else { return }
    let isEmpty = bytes[end] == UInt8(ascii: "/")
    let contentStart = Int32(end + (isEmpty ? 2 : 1))
    let parent = open.last?.index ?? -1
    records.append(
      ElementRecord(
        name: name, parent: parent, start: Int32(start), contentStart: contentStart,
        contentEnd: contentStart, end: contentStart, firstAttribute: firstAttribute,
        attributeCount: Int32(attributes.count) - firstAttribute))
    if parent >= 0 {
      let previous = open[open.count - 1].lastChild
      if previous >= 0 {
        records[Int(previous)].nextSibling = index
      } else {
        records[Int(parent)].firstChild = index
      }
      open[open.count - 1].lastChild = index
    }
    open.append((index, -1))
  }

  /// libxml2 lists the attributes in file order, without namespace declarations.
  private mutating func appendAttribute(
    _ attribute: StartTag.Attribute,
    _ values: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int, _ ordinary: inout Int
  ) {
    let name: Int32
    let nameBytes = bytes[attribute.start..<attribute.nameEnd]
    if nameBytes.first == UInt8(ascii: "x"), nameBytes.starts(with: "xmlns".utf8),
      nameBytes.count == 5 || nameBytes[nameBytes.startIndex + 5] == UInt8(ascii: ":")
    {
      name = names.declarationIndex(String(decoding: nameBytes, as: UTF8.self))
    } else if let values, ordinary < count, let local = values[5 * ordinary] {
      let prefix = values[5 * ordinary + 1]
      let (index, isBound) = names.index(
        local: local, prefix: prefix, uri: values[5 * ordinary + 2])
      if prefix != nil && !isBound { reportUnbound(prefix, at: attribute.start) }
      name = index
      ordinary += 1
    } else {
      return
    }
    attributes.append(
      AttributeRecord(
        name: name, start: Int32(attribute.start), nameEnd: Int32(attribute.nameEnd),
        valueStart: Int32(attribute.valueStart), valueEnd: Int32(attribute.valueEnd)))
  }

  private mutating func endElement() {
    guard !isStopped, let context, let (index, _) = open.popLast() else { return }
    let end = offset(context)
    let record = records[Int(index)]
    if end > Int(record.contentStart) {
      let tag = max(lastAngle(before: end), Int(record.contentStart))
      records[Int(index)].contentEnd = Int32(tag)
      records[Int(index)].end = Int32(end)
    }
  }

  /// The last `<` before an offset; 0 if there is none.
  private func lastAngle(before end: Int) -> Int {
    var index = end - 1
    while index > 0, bytes[index] != UInt8(ascii: "<") { index -= 1 }
    return max(index, 0)
  }

  private mutating func documentType() {
    guard let context else { return }
    let end = offset(context)
    let before = source.bytes[..<end]
    let mark = Array("<!DOCTYPE".utf8)
    var start = end
    while start > 0, !before[start...].starts(with: mark) { start -= 1 }
    stop(.xmlDocumentType(SourceLocation(source, start..<end)))
  }

  private mutating func reportUnbound(_ prefix: UnsafePointer<xmlChar>?, at offset: Int) {
    guard let prefix else { return }
    let text = String(cString: prefix)
    guard unboundPrefixes.insert(text).inserted else { return }
    diagnostics.append(
      .xmlUnboundPrefix(
        text, usual: XMLNamespace.usual[text],
        SourceLocation(source, offset..<offset + text.utf8.count)))
  }

  private mutating func fault(_ error: xmlError) {
    // Namespace errors are not fatal; unbound prefixes are reported where names are read.
    guard !isStopped, let context, error.level == XML_ERR_FATAL else { return }
    let reason = error.message.map { String(cString: $0) } ?? "unknown error"
    let message = String(reason.prefix { $0 != "\n" })
    var place = here(context)
    if place.start.line != Int(error.line), 1...source.lineCount ~= Int(error.line) {
      let line = source.lineRange(Int(error.line))
      let start = min(line.lowerBound + max(0, Int(error.int2) - 1), line.upperBound)
      place = SourceLocation(source, start..<start)
    }
    if error.code == XML_ERR_INTERNAL_ERROR.rawValue, message.contains("depth") {
      stop(.xmlLimit("elements are nested more than \(limits.depth) deep", place))
    } else {
      stop(.xmlNotWellFormed(message, place))
    }
  }
}
