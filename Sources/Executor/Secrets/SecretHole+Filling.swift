import Engine

// The executor's side of holes: the engine makes them of a model's placeholders, the executor
// fills them just before a request is built. Nothing that arrives from outside may contain one,
// so that incoming text can never ask for a secret.
extension SecretHole {
  /// Fills every hole once; what is put in is not searched again.
  static func filling<Failure: Error>(
    _ text: String, _ value: (String) throws(Failure) -> String
  ) throws(Failure) -> String {
    guard text.unicodeScalars.contains(opening) else { return text }
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let start = rest.firstIndex(of: opening),
      let end = rest[start...].firstIndex(of: closing)
    {
      result += rest[..<start]
      result += try value(String(rest[rest.index(after: start)..<end])).unicodeScalars
      rest = rest[rest.index(after: end)...]
    }
    result += rest
    return String(result)
  }
}
