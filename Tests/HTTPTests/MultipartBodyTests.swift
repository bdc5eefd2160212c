import HTTP
import Testing

@Suite("Multipart bodies")
struct MultipartBodyTests {
  private static func parse(_ body: [UInt8], _ boundary: String) throws -> [MultipartBody.Part] {
    try MultipartBody(
      ServerRequest(
        method: "POST", target: "/",
        headers: [("Content-Type", "Multipart/Form-Data; boundary=\"\(boundary)\"")], body: body)
    ).parts
  }

  @Test("written parts are read as they were, with names, types and any bytes")
  func roundTrip() throws {
    let body = MultipartBody([
      .init(name: "text", bytes: Array("a\r\n--b".utf8)), .init(name: "empty", bytes: []),
      .init(
        name: "fi\"le\r\n", filename: "ü \"1\".png", contentType: "image/png", bytes: [0, 255, 13]),
    ])
    let parts = try Self.parse(body.bytes(boundary: body.boundary), body.boundary)
    #expect(parts.map(\.name) == ["text", "empty", "fi\"le\r\n"])
    #expect(parts.map(\.filename) == [nil, nil, "ü \"1\".png"])
    #expect(parts.map(\.contentType) == [nil, nil, "image/png"])
    #expect(parts.map(\.bytes) == [Array("a\r\n--b".utf8), [], [0, 255, 13]])
  }

  @Test("a boundary occurs in no part, and is the same for equal bodies")
  func boundary() {
    let first = MultipartBody([.init(name: "a", bytes: [1])]).boundary
    #expect(MultipartBody([.init(name: "a", bytes: [1])]).boundary == first)
    let hostile = MultipartBody([.init(name: "a", bytes: Array("x\(first)x".utf8))])
    #expect(hostile.contains(boundary: first))
    #expect(!hostile.contains(boundary: hostile.boundary))
  }

  @Test(
    "a body that does not end, or a part without a name, is rejected",
    arguments: [
      "", "--x--", "--x\r\n", "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nv",
      "--x\r\nContent-Disposition: form-data\r\n\r\nv\r\n--x--",
      "--x\r\nContent-Disposition: form-data; name=a\r\n--x--",
    ])
  func malformed(_ text: String) throws {
    if text == "--x--" {
      #expect(try Self.parse(Array(text.utf8), "x").isEmpty)
    } else {
      #expect(throws: MultipartBody.Fault.self) { try Self.parse(Array(text.utf8), "x") }
    }
  }
}
