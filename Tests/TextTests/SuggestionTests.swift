import Testing
import Text

struct SuggestionTests {
  @Test(
    "finds the name that was probably meant",
    arguments: [
      ("boddy", "body"), ("Body", "body"), ("headres", "headers"), ("xyz", nil), ("body", nil),
      ("bdy", "body"),
    ] as [(String, String?)])
  func nearest(name: String, expected: String?) {
    #expect(Suggestion.nearest(to: name, among: ["body", "headers", "params"]) == expected)
  }

  @Test("takes the first of equally near names, and never a far one")
  func ties() {
    #expect(Suggestion.nearest(to: "cat", among: ["hat", "bat"]) == "bat")
    #expect(Suggestion.nearest(to: "cat", among: ["dog"]) == nil)
    #expect(Suggestion.nearest(to: "parameter", among: ["params"]) == nil)
  }
}
