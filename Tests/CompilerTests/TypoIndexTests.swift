import Testing
import TestSupport

@testable import LintRules

@Suite("Names that were probably meant")
struct TypoIndexTests {
  private let index = TypoIndex(["customerName", "order_id", "total", "item1", "address2"])

  @Test(
    "One letter more, less or other, two changed, another case or separator",
    arguments: [
      ("custmerName", "customerName"), ("customeerName", "customerName"),
      ("custemerName", "customerName"), ("cusotmerName", "customerName"),
      ("CustomerName", "customerName"), ("orderId", "order_id"), ("ORDER-ID", "order_id"),
    ])
  func typos(name: String, meant: String) {
    #expect(index.correction(of: name) == meant)
  }

  @Test(
    "Other numbers, plurals and short names are different names",
    arguments: [
      "item2", "address3", "customerNames", "totel", "supplierName",
    ])
  func others(name: String) {
    #expect(index.correction(of: name) == nil)
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
      let found = names.sorted().first { asked.isTypo(of: $0) }
      #expect(TypoIndex(names).correction(of: asked) == found, "\(asked) in \(names.sorted())")
    }
  }
}
