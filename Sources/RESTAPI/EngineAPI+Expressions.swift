import EngineProtocol
import FEEL
import HTTP
import JSON

extension EngineAPI {
  /// Evaluates an expression with variables of the request and, below them, of a scope.
  func evaluate(_ request: ServerRequest) async throws -> ServerResponse {
    let members = try RequestMembers(request)
    try members.allow(["expression", "variables", "scopeKey"])
    let text = try members.required("expression")
    guard !text.allSatisfy(\.isWhitespace) else {
      throw EngineError.wrongMember("expression", "is blank")
    }
    var variables = JSONObject()
    if let scope = try members.key("scopeKey") { variables = try await self.variables(in: scope) }
    variables.merge(try members.variables)
    let context = FEELContext(
      variables.members.map { ($0.key, FEELValue($0.value)) }
        + [("camunda", FEELValue(try await clusterNamespace))])
    let expression: ZeebeExpression
    do {
      expression = try ZeebeExpression(text, scopeNames: FEELValue.context(context).allKeys)
    } catch {
      let problems = error.problems.map(\.message).joined(separator: "; ")
      throw EngineError(.invalidArgument, "The expression cannot be parsed: \(problems)")
    }
    var environment = environment
    let (seconds, rest) = (clock?.now ?? SystemClock().now).quotientAndRemainder(dividingBy: 1000)
    let now = FEELDateTime(epochSecond: Int(seconds), nanosecond: Int(rest) * 1_000_000)
    environment.now = { now ?? FEELEnvironment.fixedNow() }
    let result = expression.evaluate(context, in: environment)
    if let failure = result.failure {
      throw EngineError(.invalidArgument, "The expression cannot be evaluated: \(failure)")
    }
    return .json(
      200,
      .object([
        ("expression", .string(text)), ("result", result.value.json),
        (
          "warnings",
          .array(result.warnings.map { .object([("message", .string($0.message))]) })
        ),
        // Secrets are only resolved in elements.
        ("referencedSecrets", .array([])),
      ]))
  }

  /// The cluster variables as expressions read them; the tenant's take precedence.
  private var clusterNamespace: JSONValue {
    get async throws {
      var scopes: [ClusterVariable.Scope: JSONObject] = [:]
      var either = JSONObject()
      let variables = try await engine.clusterVariables()
      for scope in [ClusterVariable.Scope.global, .tenant] {
        for variable in variables where variable.id.scope == scope {
          scopes[scope, default: JSONObject()][variable.id.name] = variable.value
          either[variable.id.name] = variable.value
        }
      }
      let vars = JSONValue.object([
        ("cluster", .object(scopes[.global] ?? JSONObject())),
        ("tenant", .object(scopes[.tenant] ?? JSONObject())), ("env", .object(either)),
      ])
      return .object([("vars", vars)])
    }
  }

  /// The variables that are visible from a process or element instance.
  /// - Throws: `.notFound` for an unknown scope.
  private func variables(in scope: EngineKey) async throws -> JSONObject {
    let visible = QueryCondition.visible(from: scope, isEffective: true)
    let found = try await engine.search(Query(.variable, where: [visible], limit: .max)).items
    if found.isEmpty {
      let scopes: [(QuerySubject, QueryField)] = [
        (.processInstance, .processInstanceKey), (.elementInstance, .elementInstanceKey),
      ]
      var isKnown = false
      for (subject, field) in scopes {
        let query = Query(subject, where: [.equal(field, .key(scope))], limit: 1)
        if try await !engine.search(query).items.isEmpty { isKnown = true }
      }
      guard isKnown else {
        throw EngineError(.notFound, "The scope \(scope) does not exist.")
      }
    }
    return try JSONObject(variables: found)
  }
}
