import Diagnostics
import JSON
import Testing
import YAML

@Suite("Writing YAML")
struct YAMLWriterTests {
  @Test("mappings and sequences stand in blocks, texts plain where nothing else could be meant")
  func layout() {
    let value: JSONValue = [
      "version": 1, "empty": [], "none": [:], "list": ["a", ["b": nil, "c": true], [1, 2]],
      "text": "sms-order", "url": "http://h/x", "word": "no",
    ]
    #expect(
      value.yaml == """
        version: 1
        empty: []
        none: {}
        list:
          - a
          - b: null
            c: true
          -
            - 1
            - 2
        text: sms-order
        url: "http://h/x"
        word: "no"

        """)
  }

  static let texts = [
    "", " ", "a ", " a", "a: b", "a #b", "#", "-", "- a", "?", "yes", "No", "ON", "off", "y",
    "null",
    "~", "true", "1", "1.5", "0x1F", "0o7", "1e3", "1:30", "2026-01-01", ".inf", "=x", "=[\"url\"]",
    "{{secrets.X}}", "[a]", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a", "'a'", "\"a\"", "a\\b",
    "a\nb", "a\r\nb", "tab\tx", "\u{7}", "\u{85}", "\u{2028}", "\u{FEFF}x", "ä", "😀", "a  b",
    "<<", "---", "...", String(repeating: "long ", count: 300),
  ]

  @Test("every text is read back as it was, as value, as key and in a list", arguments: texts)
  func readBack(text: String) throws {
    let value: JSONValue = .object([(text, .string(text)), ("list", [.string(text)])])
    let source = SourceText(path: "a.yaml", bytes: Array(value.yaml.utf8))
    #expect(try JSONNode(parsingYAML: source).plain == value, "\(value.yaml)")
  }

  @Test("values at the root are documents too")
  func roots() throws {
    for value in ["a", 1, nil, [], [:], ["a"]] as [JSONValue] {
      let source = SourceText(path: "a.yaml", text: value.yaml)
      #expect(try JSONNode(parsingYAML: source).plain == value)
    }
  }
}
