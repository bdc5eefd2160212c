import Glibc

extension String {
  /// Whether the text holds another, byte for byte, looking no further than a NUL character. Far
  /// faster than the collection algorithm of the standard library, which counts when whole files
  /// are looked through at start-up.
  func containsText(_ part: String) -> Bool {
    withCString { text in part.withCString { strstr(text, $0) != nil } }
  }
}
