import Testing
import Text

@Suite("Punycode")
struct PunycodeTests {
  @Test(
    "labels have the published codes",
    arguments: [
      ("bücher", "bcher-kva"), ("пример", "e1afmkfd"), ("ü", "tda"), ("例え", "r8jz45g"),
      ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
      ("почемужеонинеговорятпорусски", "b1abfaaepdrnnbgefbadotcwatmq2g4l"),
      ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"), ("😀mail", "mail-u973c"),
    ])
  func encode(_ label: String, _ code: String) {
    #expect(Punycode.encode(label) == code)
  }

  @Test("a label too long for 32 bits has no code")
  func overflow() {
    let label = String(repeating: "a", count: 5_000) + "\u{10FFFF}"
    #expect(Punycode.encode(label) == nil)
  }
}
