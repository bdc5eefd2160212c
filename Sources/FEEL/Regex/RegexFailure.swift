/// Why a regular expression can't be used.
enum RegexFailure: Error, Sendable {
  case syntax(String)
  case tooManySteps

  var reason: String {
    switch self {
    case .syntax(let problem): "the regular expression is invalid: \(problem)"
    case .tooManySteps: "the regular expression needs too many steps"
    }
  }
}
