import BPMN
import Testing

@Suite("Secret references in text")
struct SecretReferenceTests {
  @Test(
    "are found in three forms",
    arguments: [
      ("{{secrets.FOO}}", ["braced FOO"]),
      ("{{secrets.FOO }}", ["braced FOO"]),
      ("{{ secrets.FOO}}", ["braced FOO"]),
      ("{{\tsecrets.FOO\n}}", ["braced FOO"]),
      ("{{secrets.a:b}}", ["braced a:b"]),
      ("{{secrets.Å}}", ["braced Å"]),
      ("{{secrets.A/B}} and {{secrets.C}}", ["braced A/B", "braced C"]),
      ("{{secrets.A}}}}", ["braced A"]),
      ("{{secrets.A B}}", ["bare A"]),
      ("{{ secrets .A}}", []),
      ("secrets.TOKEN", ["bare TOKEN"]),
      ("mysecrets.X", ["bare X"]),
      ("see secrets.org.", ["bare org"]),
      ("secrets.A__B", ["bare A"]),
      ("secrets.A_", ["bare A"]),
      ("secrets.A.B-C/D_E", ["bare A.B-C/D_E"]),
      ("secrets.TOKEN.", ["bare TOKEN"]),
      ("secrets._X", []),
      ("secrets.", []),
      ("secrets..X", []),
      ("=camunda.secrets.KEY", ["engine KEY"]),
      ("=camunda.secrets.`my-key`", ["engine my-key"]),
      ("=camunda.secrets.A + \"{{secrets.B}}\" + secrets.C", ["engine A", "braced B", "bare C"]),
      ("no secret here", []),
    ])
  func forms(text: String, expected: [String]) {
    let found = SecretReference.find(in: text)
    #expect(found.map { "\($0.form.rawValue) \($0.name)" } == expected)
  }

  @Test("know their place with their fences")
  func places() {
    let text = "é {{ secrets.A }}!"
    let range = SecretReference.find(in: text)[0].range
    #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == "{{ secrets.A }}")
  }

  @Test("a long text of openings without an end is read once")
  func openings() {
    let text = String(repeating: "{{secrets.", count: 20_000)
    #expect(SecretReference.find(in: text).isEmpty)
    let closed = String(repeating: "{{secrets.A}} secrets.B ", count: 5_000)
    #expect(SecretReference.find(in: closed).count == 10_000)
  }
}
