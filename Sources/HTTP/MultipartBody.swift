import Text

/// The parts of a `multipart/form-data` body (RFC 7578).
package struct MultipartBody: Sendable {
  /// One part.
  package struct Part: Sendable {
    /// The name of the form field.
    package var name: String
    /// Nil for a field that is not a file.
    package var filename: String?
    /// The media type with its parameters; nil if the part has none.
    package var contentType: String?
    /// The content.
    package var bytes: [UInt8]

    /// Creates a part, by default a field that is not a file.
    package init(
      name: String, filename: String? = nil, contentType: String? = nil, bytes: [UInt8]
    ) {
      self.name = name
      self.filename = filename
      self.contentType = contentType
      self.bytes = bytes
    }
  }

  /// Why a body cannot be parsed.
  package struct Fault: Error {
    /// The problem, as a clause.
    package var message: String
  }

  /// The parts in body order.
  package private(set) var parts: [Part] = []

  /// Creates a body to send.
  package init(_ parts: [Part]) { self.parts = parts }

  /// Parses the body of a request.
  package init(_ request: ServerRequest) throws(Fault) {
    guard request.mediaType == "multipart/form-data",
      let boundary = Self.parameter("boundary", of: request.header("content-type") ?? "")
    else { throw Fault(message: "it is not multipart/form-data with a boundary") }
    // With a line end before it, the first delimiter looks like the others.
    let body = Array("\r\n".utf8) + request.body
    let delimiter = Array("\r\n--\(boundary)".utf8)
    var rest = body[...]
    guard let first = rest.firstRange(of: delimiter) else { throw Fault(message: "it has no part") }
    rest = rest[first.upperBound...]
    while !rest.starts(with: "--".utf8) {
      guard let end = rest.firstRange(of: delimiter) else {
        throw Fault(message: "its last part does not end")
      }
      parts.append(try Self.part(rest[..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
  }

  private static func part(_ bytes: ArraySlice<UInt8>) throws(Fault) -> Part {
    let blankLine = Array("\r\n\r\n".utf8)
    guard let end = bytes.firstRange(of: blankLine) else {
      throw Fault(message: "the headers of a part do not end")
    }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
    let headers: [Header] = lines.map { line in
      let name = line.prefix { $0 != ":" }
      return (name: name.trimmed, value: line.dropFirst(name.count + 1).trimmed)
    }
    guard let disposition = headers.value(named: "content-disposition"),
      let name = parameter("name", of: disposition)
    else { throw Fault(message: "a part has no name") }
    return Part(
      name: unescaped(name), filename: parameter("filename", of: disposition).map(unescaped),
      contentType: headers.value(named: "content-type"),
      bytes: Array(bytes[end.upperBound...]))
  }

  /// A parameter of a header, with or without quotes.
  package static func parameter(_ name: String, of header: String) -> String? {
    var fields: [String] = [""]
    var isQuoted = false
    for character in header {
      if character == "\"" { isQuoted.toggle() }
      if character == ";" && !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    for field in fields.dropFirst() {
      let halves = field.split(separator: "=", maxSplits: 1)
      if halves.count == 2, halves[0].trimmed.lowercased() == name {
        let value = halves[1].trimmed
        return value.hasPrefix("\"") && value.hasSuffix("\"") && value.count > 1
          ? String(value.dropFirst().dropLast()) : value
      }
    }
    return nil
  }

  // MARK: Writing

  /// A boundary that occurs in no part: derived from the content, so that equal bodies are equal.
  package var boundary: String {
    var boundary = sha256Hexadecimal(parts.flatMap { Array($0.name.utf8) + $0.bytes })
    while contains(boundary: boundary) { boundary = sha256Hexadecimal(Array(boundary.utf8)) }
    return boundary
  }

  /// Whether a part contains the boundary, so that it cannot delimit the parts.
  package func contains(boundary: String) -> Bool {
    parts.contains { !$0.bytes.offsets(of: boundary).isEmpty }
  }

  /// The body with the given boundary.
  package func bytes(boundary: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for part in parts {
      var head =
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(Self.escaped(part.name))\""
      if let filename = part.filename { head += "; filename=\"\(Self.escaped(filename))\"" }
      if let type = part.contentType {
        head += "\r\nContent-Type: \(type.filter { !$0.isNewline })"
      }
      bytes += "\(head)\r\n\r\n".utf8
      bytes += part.bytes
      bytes += "\r\n".utf8
    }
    bytes += "--\(boundary)--\r\n".utf8
    return bytes
  }

  /// The characters that would end a quoted name (HTML, multipart/form-data encoding algorithm).
  private static let escapes = [("\"", "%22"), ("\r", "%0D"), ("\n", "%0A")]

  private static func escaped(_ text: String) -> String {
    PercentEncoding.encode(text.utf8) { !"\"\r\n".utf8.contains($0) }
  }

  private static func unescaped(_ text: String) -> String {
    escapes.reduce(text) { $0.replacing($1.1, with: $1.0) }
  }
}
