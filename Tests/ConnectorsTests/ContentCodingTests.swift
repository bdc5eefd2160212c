import EngineProtocol
import ExecutorTestSupport
import Foundation
import HTTP
import JSON
import Testing

@testable import Connectors

@Suite("Compressed responses")
struct ContentCodingTests {
  private static func bytes(_ base64: String) -> [UInt8] {
    Array(Data(base64Encoded: base64) ?? Data())
  }

  /// `{"a":1}`.
  private static let gzip = "H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA"
  private static let zlib = "eJyrVkpUsjKsBQAIKgIJ"
  private static let brotli = "AwOAeyJhIjoxfQM="

  private static func answer(_ coding: String, _ base64: String) -> ReceivedResponse {
    ReceivedResponse(
      status: 200, reason: "OK",
      headers: [("Content-Encoding", coding), ("content-length", "9"), ("X-A", "1")],
      body: bytes(base64))
  }

  @Test(
    "bodies are decoded",
    arguments: [
      ("gzip", gzip), ("GZIP", gzip), ("x-gzip", gzip), ("deflate", zlib), ("br", brotli),
      // Without the zlib header, as some servers send it.
      ("deflate", "q1ZKVLIyrAUA"),
      // Two members.
      ("gzip", "H4sIAAAAAAACA6tWSlQCAA1xNQ8EAAAAH4sIAAAAAAACA7MyrAUAZ7NUPgMAAAA="),
      ("identity, gzip", gzip), ("utf-8", "eyJhIjoxfQ=="),
    ])
  func decoded(_ coding: String, _ base64: String) throws {
    let response = try Self.answer(coding, base64).decoded(limit: 100)
    #expect(String(decoding: response.body, as: UTF8.self) == #"{"a":1}"#)
    #expect(response.headers.map(\.name) == ["X-A"])
  }

  @Test(
    "an undecodable body is an error that says why",
    arguments: [
      ("gzip", String(gzip.dropLast(16)), "truncated"), ("deflate", "eJyrVg==", "truncated"),
      ("br", "AwOAeyJh", "truncated"), ("gzip", "bm8gZ3ppcA==", "corrupt"),
      ("br", "/////////w==", "corrupt"), ("zstd", "KLUv/Q==", "zstd"),
      // A thousand bytes compressed to a few.
      ("gzip", "H4sIAAAAAAACAzMwGAWjYBQMdwAAg5lfqOgDAAA=", "larger than 100 bytes"),
      ("br", "E+cDACRgorFAQgM=", "larger than 100 bytes"),
    ])
  func faults(_ coding: String, _ base64: String, _ message: String) {
    #expect {
      try Self.answer(coding, base64).decoded(limit: 100)
    } throws: {
      ($0 as? ContentCoding.Fault)?.message.contains(message) ?? false
    }
  }

  @Test("a response without a body has nothing to decode")
  func empty() throws {
    #expect(try Self.answer("gzip", "").decoded(limit: 100).body.isEmpty)
  }
}
