/// The functions that an expression can call: the language's own and those of a profile.
public struct FEELFunctionLibrary: Sendable {
  private var functions: [FEELDialect: [String: FEELBuiltin]] = [:]

  /// The language's own functions.
  public static let standard = FEELFunctionLibrary(FEELBuiltins.catalogue)

  /// The functions that Camunda 8's engine adds: `cycle`, `fromAi`.
  public static let zeebe = standard.adding(FEELBuiltins.engine)

  /// The functions that connectors add to result, error and retry expressions: `bpmnError`,
  /// `jobError`, `ignoreError`, `backoff`, `createDocument`.
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

  /// The library with an additional host function; its parameters are required and of any type.
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

  /// The function with this name in a dialect.
  public func function(named name: String, _ dialect: FEELDialect = .camunda) -> FEELBuiltin? {
    functions[dialect]?[name]
  }
}

/// Why a host's function has no result; the call returns null and the reason becomes a warning.
public struct FEELFunctionFailure: Error, Sendable {
  /// The problem, as shown in the warning.
  public let reason: String
  /// A failure with a reason.
  public init(_ reason: String) { self.reason = reason }
}
