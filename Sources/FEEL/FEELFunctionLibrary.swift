/// The functions that an expression may call: the language's own and those of a profile.
public struct FEELFunctionLibrary: Sendable {
  private var functions: [FEELDialect: [String: FEELBuiltin]] = [:]

  /// The language's own functions.
  public static let standard = FEELFunctionLibrary(FEELBuiltins.catalogue)

  /// What Camunda 8's engine adds: `cycle`, `fromAi` (reference/feel.md 3b.26).
  public static let zeebe = standard.adding(FEELBuiltins.engine)

  /// What connectors add for result, error and retry expressions: `bpmnError`, `jobError`,
  /// `ignoreError`, `backoff`, `createDocument`.
  public static let connectors = zeebe.adding(FEELBuiltins.connectors)

  init(_ functions: [FEELBuiltin]) {
    for function in functions { add(function) }
  }

  private mutating func add(_ function: FEELBuiltin) {
    for dialect in FEELDialect.allCases {
      guard let own = function.restricted(to: dialect) else { continue }
      functions[dialect, default: [:]][function.name] = own
    }
  }

  func adding(_ functions: [FEELBuiltin]) -> FEELFunctionLibrary {
    var library = self
    for function in functions { library.add(function) }
    return library
  }

  /// The library with a function of a host; its parameters are required and of any kind.
  public func adding(
    _ name: String, parameters: [String],
    _ body: @escaping @Sendable ([FEELValue]) throws(FEELFunctionFailure) -> FEELValue
  ) -> FEELFunctionLibrary {
    adding([
      FEELBuiltin(name, since: "host", pure: false, parameters.map { .any($0) }) { call in
        do throws(FEELFunctionFailure) {
          return try body(call.arguments)
        } catch {
          return call.fail(error.reason)
        }
      }
    ])
  }

  /// The names of all functions of either dialect, sorted.
  public var names: [String] { Set(functions.values.flatMap(\.keys)).sorted() }

  /// The function of that name in a dialect.
  public func function(named name: String, _ dialect: FEELDialect = .camunda) -> FEELBuiltin? {
    functions[dialect]?[name]
  }
}

/// Why a host's function has no result; the call is null and the reason a warning.
public struct FEELFunctionFailure: Error, Sendable {
  /// What is wrong, as the warning says it.
  public let reason: String
  /// A failure with what is wrong.
  public init(_ reason: String) { self.reason = reason }
}
