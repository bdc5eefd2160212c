import BPMN
import ElementTemplates
import Testing

@Suite("Version ranges")
struct VersionRangeTests {
  @Test(
    "a range contains the versions that npm says",
    arguments: [
      ("^8.3", "8.3.0 8.9.0 8.10.0", "8.2.9 9.0.0"),
      ("^8", "8.0.0 8.9.0", "7.9.0 9.0.0"),
      ("^8.3.2", "8.3.2 8.4.0", "8.3.1 9.0.0"),
      ("^0.2.3", "0.2.3 0.2.9", "0.2.2 0.3.0"),
      ("^0.0.3", "0.0.3", "0.0.4"),
      ("~8.3", "8.3.0 8.3.9", "8.4.0"),
      ("~8", "8.9.0", "9.0.0"),
      ("8.5", "8.5.0 8.5.3", "8.6.0 8.4.9"),
      ("8.5.1", "8.5.1", "8.5.0 8.5.2"),
      ("8.x", "8.0.0 8.9.0", "9.0.0"),
      ("*", "0.0.0 8.9.0", ""),
      ("", "8.9.0", ""),
      (">=8.5 <8.8", "8.5.0 8.7.9", "8.4.0 8.8.0"),
      (">= 8.5", "8.5.0 9.0.0", "8.4.0"),
      (">8.5", "8.6.0", "8.5.0 8.5.9"),
      (">8.5.0", "8.5.1", "8.5.0"),
      ("<=8.5", "8.5.9", "8.6.0"),
      ("<=8.5.1", "8.5.1", "8.5.2"),
      ("8.4 - 8.6", "8.4.0 8.6.9", "8.3.9 8.7.0"),
      ("^7 || ^8.8", "7.5.0 8.9.0", "8.7.0 9.0.0"),
      (">=8.5.0-alpha1", "8.5.0", "8.4.9"),
      ("<=8.5.0-alpha1", "8.4.9", "8.5.0"),
      (">*", "", "0.0.0 8.9.0"),
    ])
  func contains(_ text: String, _ inside: String, _ outside: String) throws {
    let range = try #require(VersionRange(text))
    for version in inside.split(separator: " ") {
      #expect(range.contains(try #require(PlatformVersion(String(version)))), "\(version)")
    }
    for version in outside.split(separator: " ") {
      #expect(!range.contains(try #require(PlatformVersion(String(version)))), "\(version)")
    }
  }

  @Test(
    "what is no range is refused",
    arguments: ["latest", "^", "8.9.1.2", "=>8", "8,9", "^a", "99999999999999999999", "8. 9 |"])
  func refused(_ text: String) {
    #expect(VersionRange(text) == nil)
  }
}
