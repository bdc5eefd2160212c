import CLibXML2
public import Diagnostics

/// The result of parsing an XML file: the document, if it could be parsed, and the problems.
public struct XMLParseResult: Sendable {
  /// The document; nil if the file could not be parsed.
  public var document: XMLDocument?
  /// The text of the file.
  public var source: SourceText
  /// The problems found.
  public var diagnostics: [Diagnostic]
}

/// Parses XML with libxml2's SAX2 interface.
///
/// No entity is expanded and nothing is loaded: a document type declaration is an error.
public enum XMLParser {
  /// Parses a file's bytes.
  ///
  /// - Parameter path: the file's name in messages.
  public static func parse(
    _ bytes: [UInt8], path: String, limits: XMLLimits = XMLLimits()
  ) -> XMLParseResult {
    let source: SourceText
    do {
      source = try decode(bytes, path: path, limits: limits)
    } catch {
      return XMLParseResult(document: nil, source: error.location.source, diagnostics: [error])
    }
    return parse(source, limits: limits)
  }

  /// Parses a decoded text.
  public static func parse(_ source: SourceText, limits: XMLLimits = XMLLimits()) -> XMLParseResult
  {
    if let offset = StartTag.firstWithTooManyAttributes(source.bytes, limit: limits.attributes) {
      let error = Diagnostic.xmlLimit(
        "an element has more than \(limits.attributes) attributes",
        SourceLocation(source, offset..<offset + 1))
      return XMLParseResult(document: nil, source: source, diagnostics: [error])
    }
    var handler = SAXHandler(source: source, limits: limits)
    handler.run()
    let document = handler.isComplete ? handler.makeDocument() : nil
    return XMLParseResult(document: document, source: source, diagnostics: handler.diagnostics)
  }

  private static func decode(
    _ bytes: [UInt8], path: String, limits: XMLLimits
  ) throws(Diagnostic) -> SourceText {
    func location(_ text: [UInt8], _ range: Range<Int>) -> SourceLocation {
      SourceLocation(SourceText(path: path, bytes: text), range)
    }
    if bytes.count > limits.bytes {
      throw .xmlLimit(
        "the file has \(bytes.count) bytes; the limit is \(limits.bytes)",
        location([], 0..<0))
    }
    switch XMLEncodingDetection.detect(bytes) {
    case .unsupported(let name, let offset):
      let text = Array(bytes.prefix(512).filter { $0 != 0 && $0 < 0x80 })
      let start = min(offset, text.count)
      throw .xmlEncoding(
        "the encoding \(name) is not supported",
        help: "Save the file as UTF-8. bpmnc reads UTF-8, UTF-16, ISO-8859-1 and windows-1252.",
        location(text, start..<min(start + name.utf8.count, text.count)))
    case .known(let encoding):
      do {
        let text = try encoding.decode(bytes)
        return SourceText(
          path: path, utf8: text, encoding: encoding, original: encoding == .utf8 ? nil : bytes)
      } catch {
        let byte = String(bytes[error.offset], radix: 16, uppercase: true)
        throw .xmlEncoding(
          "the byte 0x\(byte) is not valid \(encoding.rawValue)",
          help: "Declare the file's actual encoding, or save it as UTF-8.",
          location(error.decoded, error.decoded.count..<error.decoded.count))
      }
    }
  }
}

extension Diagnostic {
  /// # xml/limit
  ///
  /// A file stays within the size and depth limits of a diagram.
  ///
  /// bpmnc rejects files over 64 MiB, more than 255 levels of nested elements, and more than 1,000
  /// attributes on one element. No modeler writes such files; they are damaged or malicious.
  /// Nothing in the file is checked.
  ///
  /// Severity: error
  static func xmlLimit(_ message: String, _ location: SourceLocation) -> Diagnostic {
    Diagnostic(rule: "xml/limit", severity: .error, message: message, location: location)
  }

  /// # xml/encoding
  ///
  /// The encoding of a file is supported, and the file is valid in it.
  ///
  /// bpmnc reads UTF-8, UTF-16, ISO-8859-1 and windows-1252. Nothing else in the file is checked.
  /// Save the diagram as UTF-8, or correct the encoding in its first line.
  ///
  /// Severity: error
  ///
  /// Bad:
  /// ```xml
  /// <?xml version="1.0" encoding="1️⃣EBCDIC"?>
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">
  ///   <bpmn:process id="order" />
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <?xml version="1.0" encoding="UTF-8"?>
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">
  ///   <bpmn:process id="order" />
  /// </bpmn:definitions>
  /// ```
  static func xmlEncoding(
    _ message: String, help: String, _ location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      rule: "xml/encoding", severity: .error, message: message, help: help, location: location)
  }

  /// # xml/well-formed
  ///
  /// A diagram is well-formed XML.
  ///
  /// Every element is closed, attributes are quoted, `<` and `&` are written as `&lt;` and `&amp;`.
  /// Nothing in a malformed file is checked, and no modeler opens it. Often the cause is an
  /// unresolved merge conflict: look for `<<<<<<<`. Correct it, or save the diagram again from a
  /// modeler.
  ///
  /// Severity: error
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">
  ///   <bpmn:process id="order">
  ///     <bpmn:task id="pack">
  ///   </bpmn:process>1️⃣
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">
  ///   <bpmn:process id="order">
  ///     <bpmn:task id="pack" />
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static func xmlNotWellFormed(_ reason: String, _ location: SourceLocation) -> Diagnostic {
    Diagnostic(
      rule: "xml/well-formed", severity: .error, message: "not well-formed: \(reason)",
      help: "Nothing in this file was checked. Correct it, or save it again from a modeler.",
      location: location)
  }

  /// # xml/doctype
  ///
  /// A diagram has no document type declaration.
  ///
  /// A DOCTYPE can define entities, which can read other files or grow without bound. BPMN does not
  /// need them, so the file is rejected and nothing in it is checked. Delete the declaration.
  ///
  /// Severity: error
  ///
  /// Bad:
  /// ```xml
  /// 1️⃣<!DOCTYPE definitions>
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">
  ///   <bpmn:process id="order" />
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">
  ///   <bpmn:process id="order" />
  /// </bpmn:definitions>
  /// ```
  static func xmlDocumentType(_ location: SourceLocation) -> Diagnostic {
    Diagnostic(
      rule: "xml/doctype", severity: .error,
      message: "a document type declaration (DOCTYPE) is not allowed in BPMN",
      help: "Delete it. Entities are never expanded, and nothing external is loaded.",
      location: location)
  }

  /// # xml/unbound-prefix
  ///
  /// Every namespace prefix is declared, including that of a type in `xsi:type`.
  ///
  /// Without `xmlns:zeebe="…"`, the element `zeebe:input` is not a Zeebe input, and the engine
  /// rejects the file. It happens when parts of a diagram are copied by hand. Add the declaration
  /// to the root element; the help names the usual namespace.
  ///
  /// Severity: error
  ///
  /// Bad:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">
  ///   <bpmn:process id="order">
  ///     <bpmn:extensionElements>
  ///       <1️⃣zeebe:versionTag value="1" />
  ///     </bpmn:extensionElements>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  ///
  /// Good:
  /// ```xml
  /// <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  ///     xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">
  ///   <bpmn:process id="order">
  ///     <bpmn:extensionElements>
  ///       <zeebe:versionTag value="1" />
  ///     </bpmn:extensionElements>
  ///   </bpmn:process>
  /// </bpmn:definitions>
  /// ```
  static func xmlUnboundPrefix(
    _ prefix: String, usual: String?, _ location: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      rule: "xml/unbound-prefix", severity: .error,
      message: "the namespace prefix '\(prefix)' is not declared",
      help: usual.map { "Add xmlns:\(prefix)=\"\($0)\" to the root element." }
        ?? "Declare it with xmlns:\(prefix)=\"…\" on the root element.",
      location: location)
  }
}
