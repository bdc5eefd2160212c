extension Parser {
  mutating func type() throws(FEELProblem) -> FEELType {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Parser.depthLimit else { throw problem("the type is nested too deeply") }
    scanner.skipSpace()
    guard let type = namedType() else {
      return .unknown(try plainName("a type"))
    }
    let end = scanner.index
    scanner.skipSpace()
    guard scanner.current == UInt8(ascii: "<") else {
      scanner.index = end
      return type
    }
    guard dialect == .dmn else {
      throw problem("Camunda does not support types with `<…>`: write `\(type.text)` alone")
    }
    switch type {
    case .kind(.list):
      // `instance of list < 3` is a comparison; a type always has its `>`.
      return try bracketed(end) { parser throws(FEELProblem) in .list(try parser.type()) } ?? type
    case .kind(.range):
      return try bracketed(end) { parser throws(FEELProblem) in .range(try parser.type()) } ?? type
    case .kind(.context):
      return try bracketed(end) { parser throws(FEELProblem) in
        .context(try parser.members())
      } ?? type
    case .kind(.function):
      return try functionType()
    default:
      scanner.index = end
      return type
    }
  }

  private mutating func namedType() -> FEELType? {
    for (name, type) in FEELType.named {
      if let end = scanner.end(of: Array(name.utf8), at: scanner.index) {
        _ = scanner.takeName(to: end)
        return type
      }
    }
    return nil
  }

  private mutating func bracketed(
    _ end: Int, _ content: (inout Parser) throws(FEELProblem) -> FEELType
  ) throws(FEELProblem) -> FEELType? {
    scanner.index += 1
    do throws(FEELProblem) {
      let type = try content(&self)
      try expect(">", "expected `>` to close the type")
      return type
    } catch {
      scanner.index = end
      return nil
    }
  }

  private mutating func members() throws(FEELProblem) -> [FEELType.Member] {
    var members: [FEELType.Member] = []
    repeat {
      scanner.skipSpace()
      guard let name = takeName(endingAt: [UInt8(ascii: ":")]) else {
        throw problem("expected the name of a member")
      }
      try expect(":", "expected `:` and a type after the member's name")
      members.append(.init(name: name, type: try type()))
      scanner.skipSpace()
    } while scanner.take(UInt8(ascii: ","))
    return members
  }

  /// `function<number, string> -> Any`
  private mutating func functionType() throws(FEELProblem) -> FEELType {
    scanner.index += 1
    var parameters: [FEELType] = []
    scanner.skipSpace()
    if !scanner.take(UInt8(ascii: ">")) {
      repeat {
        parameters.append(try type())
        scanner.skipSpace()
      } while scanner.take(UInt8(ascii: ","))
      try expect(">", "expected `>` to close the type")
    }
    scanner.skipSpace()
    guard scanner.take(UInt8(ascii: "-")), scanner.take(UInt8(ascii: ">")) else {
      throw problem("expected `->` and the function's result type")
    }
    return .function(parameters, try type())
  }
}
