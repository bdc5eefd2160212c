/// The replacement of `replace`: `$1` refers to a group, in Java also `${name}`.
struct RegexReplacement {
  private enum Part {
    case text(String.UnicodeScalarView)
    case group(Int)
  }

  private var parts: [Part] = []

  init(_ text: String, for pattern: FEELRegex, _ dialect: FEELDialect) throws(RegexFailure) {
    let groups = pattern.groupCount
    guard !pattern.isLiteral else {
      parts = [.text(text.unicodeScalars)]
      return
    }
    let scalars = Array(text.unicodeScalars)
    var plain = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if scalar == "\\" {
        guard index < scalars.count,
          dialect == .camunda || scalars[index] == "\\" || scalars[index] == "$"
        else { throw .syntax("`\\` in the replacement must be followed by `\\` or `$`") }
        plain.append(scalars[index])
        index += 1
      } else if scalar == "$", dialect == .camunda, index < scalars.count, scalars[index] == "{" {
        let name = scalars[(index + 1)...].prefix { $0 != "}" }
        let text = String(String.UnicodeScalarView(name))
        guard name.endIndex < scalars.count, let number = pattern.groupNames[text] else {
          throw .syntax("the pattern has no group named `\(text)`")
        }
        index = name.endIndex + 1
        parts += [.text(plain), .group(number)]
        plain = String.UnicodeScalarView()
      } else if scalar == "$" {
        guard index < scalars.count, case let digit = scalars[index], ("0"..."9").contains(digit)
        else { throw .syntax("`$` in the replacement must be followed by a digit") }
        var number = Int(digit.value - 48)
        index += 1
        while index < scalars.count, ("0"..."9").contains(scalars[index]),
          case let longer = number * 10 + Int(scalars[index].value - 48), longer <= groups
        {
          number = longer
          index += 1
        }
        parts.append(.text(plain))
        plain = String.UnicodeScalarView()
        if number <= groups {
          parts.append(.group(number))
        } else if dialect == .camunda {
          throw .syntax("the pattern has no group \(number)")
        }
      } else {
        plain.append(scalar)
      }
    }
    parts.append(.text(plain))
  }

  func append(
    _ match: FEELRegex.Match, _ text: [Unicode.Scalar], to result: inout String
  ) {
    for part in parts {
      switch part {
      case .text(let plain): result.append(scalars: plain)
      case .group(0): result.append(scalars: text[match.range])
      case .group(let number):
        if let range = match.groups[number - 1] { result.append(scalars: text[range]) }
      }
    }
  }
}

extension String {
  /// Appends one by one: appending a sequence reserves just the space for it, and so copies the
  /// whole text each time.
  mutating func append(scalars: some Sequence<Unicode.Scalar>) {
    for scalar in scalars { unicodeScalars.append(scalar) }
  }
}
