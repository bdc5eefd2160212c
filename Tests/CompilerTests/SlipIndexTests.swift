import TestSupport
import Testing

@testable import LintRules

@Suite("Names that were probably meant")
struct SlipIndexTests {
  private let index = SlipIndex(["customerName", "order_id", "total", "item1", "address2"])

  @Test(
    "One letter more, less or other, two changed, another case or joint",
    arguments: [
      ("custmerName", "customerName"), ("customeerName", "customerName"),
      ("custemerName", "customerName"), ("cusotmerName", "customerName"),
      ("CustomerName", "customerName"), ("orderId", "order_id"), ("ORDER-ID", "order_id"),
    ])
  func slips(name: String, meant: String) {
    #expect(index.name(meantBy: name) == meant)
  }

  @Test(
    "Other numbers, plurals and short names are names of their own",
    arguments: [
      "item2", "address3", "customerNames", "totel", "supplierName",
    ])
  func others(name: String) {
    #expect(index.name(meantBy: name) == nil)
  }

  @Test("The index and a comparison with every name agree")
  func agreement() {
    var random = SeededNumbers(5)
    let letters = Array("abcd_1")
    func name() -> String {
      String(
        (0..<Int.random(in: 1...9, using: &random)).map { _ in
          letters.randomElement(using: &random)!
        })
    }
    for _ in 0..<300 {
      let names = Set((0..<40).map { _ in name() })
      let asked = name()
      let found = names.sorted().first { asked.isSlip(for: $0) }
      #expect(SlipIndex(names).name(meantBy: asked) == found, "\(asked) in \(names.sorted())")
    }
  }
}
