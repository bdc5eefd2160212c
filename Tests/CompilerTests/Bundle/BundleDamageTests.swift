import Testing
import TestSupport

@testable import Bundles

@Suite("Damaged bundles")
struct BundleDamageTests {
  @Test("cut at any byte are refused")
  func truncated() throws {
    let bytes = try BundleFixture.small()
    for length in 0..<bytes.count {
      #expect(BundleFixture.isRefused(Array(bytes[..<length])), "cut at \(length)")
    }
  }

  /// Bits are turned in place, so that each costs one reading.
  @Test("with any bit turned are refused: every bit of a small bundle")
  func everyBit() async throws {
    let bytes = try BundleFixture.small()
    let parts = 4
    let overlooked = await withTaskGroup(of: [Int].self, returning: [Int].self) { group in
      for part in 0..<parts {
        group.addTask {
          var damaged = bytes
          var overlooked: [Int] = []
          for bit in stride(from: part, to: 8 * bytes.count, by: parts) {
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            if !BundleFixture.isRefused(damaged) { overlooked.append(bit) }
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
          }
          return overlooked
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(overlooked.isEmpty)
  }

  /// A bundle of some hundred kilobytes.
  static func big() throws -> [UInt8] {
    var numbers = SeededNumbers(6)
    let files = (0..<40).map { number -> BundleFixture.File in
      let text = (0..<400).map { _ in String(numbers.next(), radix: 36) }.joined(separator: " ")
      let note =
        "\n<bpmn:textAnnotation id=\"n\"><bpmn:text>\(text)</bpmn:text></bpmn:textAnnotation>"
      return ("d\(number)/a.bpmn", BundleFixture.process(id: "P\(number)", inside: note))
    }
    return try BundleFixture.bundle(files).archive()
  }

  @Test("of some size: cut within the first 4 KiB or anywhere later, or with a random bit turned")
  func big() throws {
    let bytes = try Self.big()
    var numbers = SeededNumbers(7)
    let cuts =
      Array(0...4096) + (0..<200).map { _ in Int.random(in: 4096..<bytes.count, using: &numbers) }
    for length in cuts {
      #expect(BundleFixture.isRefused(Array(bytes[..<length])), "cut at \(length)")
    }
    var damaged = bytes
    for _ in 0..<60 {
      let bit = Int.random(in: 0..<(8 * bytes.count), using: &numbers)
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(BundleFixture.isRefused(damaged), "bit \(bit)")
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
    }
  }
}
