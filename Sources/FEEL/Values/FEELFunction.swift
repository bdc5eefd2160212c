/// A function as a value: a built-in, a host function, or a closure `function(a) …`.
public struct FEELFunction: Sendable, Hashable {
  enum Body: Sendable {
    case builtin(FEELBuiltin)
    case user(UserFunction)
  }

  let body: Body

  /// Functions are equal if they are identical.
  public static func == (left: FEELFunction, right: FEELFunction) -> Bool {
    switch (left.body, right.body) {
    case (.builtin(let left), .builtin(let right)): left === right
    case (.user(let left), .user(let right)): left === right
    default: false
    }
  }

  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) {
    switch body {
    case .builtin(let builtin): hasher.combine(ObjectIdentifier(builtin))
    case .user(let function): hasher.combine(ObjectIdentifier(function))
    }
  }

  var parameterCount: Int? {
    switch body {
    case .builtin: nil
    case .user(let function): function.parameters.count
    }
  }

  var text: String {
    switch body {
    case .builtin(let builtin): "function \(builtin.name)"
    case .user(let function):
      "function(\(function.parameters.map(\.name).joined(separator: ", ")))"
    }
  }
}

/// A function defined in an expression, with its captured values.
final class UserFunction: Sendable {
  struct Parameter: Sendable {
    var name: String
    var type: FEELType?
  }

  let parameters: [Parameter]
  let code: Code
  let slotCount: Int
  /// The captured values, with the slots in which the function expects them.
  let captured: [(slot: Int, value: FEELValue)]
  /// The slot of the function itself, for recursion.
  let selfSlot: Int?
  let globals: FEELContext
  /// The height of the body's syntax tree: how much call stack one call needs.
  let height: Int

  init(
    parameters: [Parameter], code: @escaping Code, height: Int, slotCount: Int,
    captured: [(slot: Int, value: FEELValue)],
    selfSlot: Int?, globals: FEELContext
  ) {
    self.parameters = parameters
    self.code = code
    self.height = height
    self.slotCount = slotCount
    self.captured = captured
    self.selfSlot = selfSlot
    self.globals = globals
  }
}
