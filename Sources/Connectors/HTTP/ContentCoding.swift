import CCompression
import HTTP
import Text

/// The content codings of responses (RFC 9110, section 8.4.1).
enum ContentCoding {
  /// The `Accept-Encoding` of requests.
  static let accepted = "gzip, deflate, br"

  /// Why a body cannot be decoded.
  struct Fault: Error {
    var message: String

    static let broken = Fault(message: "its compressed data is corrupt")
    static let truncated = Fault(message: "its compressed data is truncated")
    static func tooLong(_ limit: Int) -> Fault {
      Fault(message: "it is larger than \(limit) bytes")
    }
  }

  /// - Parameters:
  ///   - coding: in lower case.
  ///   - limit: the maximum size of the result, in bytes.
  static func decode(_ bytes: [UInt8], _ coding: Substring, limit: Int) throws(Fault) -> [UInt8] {
    switch coding {
    case "gzip", "x-gzip": return try inflate(bytes, windowBits: 15 + 16, limit)
    // Some servers omit the zlib header of `deflate`.
    case "deflate":
      return try inflate(bytes, windowBits: hasZlibHeader(bytes) ? 15 : -15, limit)
    case "br": return try decodeBrotli(bytes, limit)
    case "zstd", "compress", "x-compress":
      throw Fault(message: "the content coding '\(coding)' is not supported")
    // No compression: `identity`, and mistakes such as `utf-8`.
    default: return bytes
    }
  }

  /// RFC 1950, section 2.2.
  private static func hasZlibHeader(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 2 && bytes[0] & 0x0F == 8 && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
  }

  private static func inflate(
    _ bytes: [UInt8], windowBits: Int32, _ limit: Int
  ) throws(Fault) -> [UInt8] {
    // zlib keeps its position in the stream.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, windowBits, ZLIB_VERSION, size) == Z_OK else { throw .broken }
    defer { inflateEnd(stream) }
    return try collect(bytes, limit) { input, output in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.pointee.avail_in = UInt32(input.count)
      stream.pointee.next_out = output.baseAddress
      stream.pointee.avail_out = UInt32(output.count)
      let status = CCompression.inflate(stream, Z_NO_FLUSH)
      var step = Step(
        read: input.count - Int(stream.pointee.avail_in),
        written: output.count - Int(stream.pointee.avail_out))
      step.isDamaged = ![Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(status)
      // Another member may follow (RFC 1952, section 2.2); other trailing bytes are ignored.
      step.isEnd =
        status == Z_STREAM_END
        && !(input.dropFirst(step.read).starts(with: [0x1F, 0x8B]) && inflateReset(stream) == Z_OK)
      return step
    }
  }

  private static func decodeBrotli(_ bytes: [UInt8], _ limit: Int) throws(Fault) -> [UInt8] {
    guard let decoder = BrotliDecoderCreateInstance(nil, nil, nil) else { throw .broken }
    defer { BrotliDecoderDestroyInstance(decoder) }
    return try collect(bytes, limit) { input, output in
      var (inputLeft, next) = (input.count, input.baseAddress)
      var (outputLeft, place) = (output.count, output.baseAddress)
      let status = BrotliDecoderDecompressStream(
        decoder, &inputLeft, &next, &outputLeft, &place, nil)
      return Step(
        read: input.count - inputLeft, written: output.count - outputLeft,
        isEnd: status == BROTLI_DECODER_RESULT_SUCCESS,
        isDamaged: status == BROTLI_DECODER_RESULT_ERROR)
    }
  }

  /// The result of one decoder call.
  private struct Step {
    var read: Int
    var written: Int
    var isEnd = false
    var isDamaged = false
  }

  /// Calls a decoder until its data ends.
  private static func collect(
    _ bytes: [UInt8], _ limit: Int,
    _ decode: (UnsafeBufferPointer<UInt8>, UnsafeMutableBufferPointer<UInt8>) -> Step
  ) throws(Fault) -> [UInt8] {
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var read = 0
    while true {
      let step = bytes.withUnsafeBufferPointer { input in
        chunk.withUnsafeMutableBufferPointer { output in
          decode(UnsafeBufferPointer(rebasing: input[read...]), output)
        }
      }
      if step.isDamaged { throw .broken }
      read += step.read
      result += chunk[..<step.written]
      if result.count > limit { throw .tooLong(limit) }
      if step.isEnd { return result }
      if step.read == 0 && step.written == 0 { throw .truncated }
    }
  }
}

extension ReceivedResponse {
  /// The response without its content codings and the headers that describe them.
  func decoded(limit: Int) throws(ContentCoding.Fault) -> ReceivedResponse {
    let codings = headers.values(named: "content-encoding")
      .flatMap { $0.lowercased().split { $0 == "," || $0.isWhitespace } }
    guard !codings.isEmpty, !body.isEmpty else { return self }
    var response = self
    for coding in codings.reversed() {
      response.body = try ContentCoding.decode(response.body, coding, limit: limit)
    }
    response.headers.removeAll {
      ["content-encoding", "content-length", "content-md5"].contains($0.name.lowercased())
    }
    return response
  }
}
