import Text

/// The parts of a `multipart/form-data` body (RFC 7578).
package struct MultipartBody: Sendable {
  /// One part.
  package struct Part: Sendable {
    /// The name of the form field.
    package var name: String
    /// Nil for a field that is not a file.
    package var filename: String?
    /// The content.
    package var bytes: [UInt8]
  }

  /// Why a body cannot be parsed.
  package struct Fault: Error {
    /// The problem, as a clause.
    package var message: String
  }

  /// The parts in body order.
  package private(set) var parts: [Part] = []

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
    let disposition = lines.first { $0.lowercased().hasPrefix("content-disposition:") }
    guard let disposition, let name = parameter("name", of: String(disposition)) else {
      throw Fault(message: "a part has no name")
    }
    return Part(
      name: name, filename: parameter("filename", of: String(disposition)),
      bytes: Array(bytes[end.upperBound...]))
  }

  /// A parameter of a header, with or without quotes.
  private static func parameter(_ name: String, of header: String) -> String? {
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
}
