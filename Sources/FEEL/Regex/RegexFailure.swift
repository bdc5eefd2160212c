/// Why a regular expression cannot be used.
enum RegexFailure: Error, Sendable {
  case syntax(String)
  /// Its repetitions would make the program longer than `RegexProgram.sizeLimit`.
  case tooLarge
  case tooManySteps

  var reason: String {
    switch self {
    case .syntax(let problem): "the regular expression is invalid: \(problem)"
    case .tooLarge: "the regular expression is invalid: its repetitions are too large"
    case .tooManySteps: "the regular expression needs too many steps"
    }
  }
}
