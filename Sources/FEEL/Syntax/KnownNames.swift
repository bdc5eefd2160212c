/// Names with spaces or symbols that are in scope during parsing.
///
/// The longest known name at a place wins (DMN 1.5, 10.3.1.2), so `a-b` is a name if one is in
/// scope and a subtraction elsewhere. Camunda does not use the scope: it accepts spaces only in
/// names of functions, which it recognizes by the parenthesis after them; other names need
/// backticks.
struct KnownNames {
  private let dialect: FEELDialect
  private var inScope: [[UInt8]] = []
  /// Keys seen anywhere in the text: a name after a `.` is not bound by scope.
  private var keys: [[UInt8]] = [Array("time offset".utf8)] + KnownNames.rangeProperties

  private static let rangeProperties = ["start included", "end included"].map { Array($0.utf8) }

  init(_ names: Set<String>, _ dialect: FEELDialect) {
    self.dialect = dialect
    for name in names { add(name) }
  }

  mutating func add(_ name: String) {
    guard !NameRules.isPlainName(name, dialect), !name.isEmpty else { return }
    let bytes = Array(name.utf8)
    if dialect == .camunda {
      let isSpaced = bytes.allSatisfy { $0 == 0x20 || $0 >= 0x80 || NameRules.isPart($0, dialect) }
      if isSpaced { inScope.append(bytes) }
      return
    }
    inScope.append(bytes)
    keys.append(bytes)
  }

  /// Marks a scope; `leave` removes the names added since.
  func mark() -> Int { inScope.count }
  mutating func leave(_ mark: Int) { inScope.removeLast(inScope.count - mark) }

  func endOfName(at place: Int, in scanner: SourceScanner) -> Int? {
    inScope.isEmpty ? nil : KnownNames.longest(inScope, at: place, in: scanner)
  }

  func endOfKey(at place: Int, in scanner: SourceScanner) -> Int? {
    KnownNames.longest(keys, at: place, in: scanner)
  }

  /// The end of a built-in's name of several words, if one is at this place.
  static func endOfBuiltin(at place: Int, in scanner: SourceScanner) -> Int? {
    let names = spacedBuiltins[Int(scanner.bytes[place])]
    return names.isEmpty ? nil : longest(names, at: place, in: scanner)
  }

  private static func longest(
    _ names: [[UInt8]], at place: Int, in scanner: SourceScanner
  ) -> Int? {
    var longest: Int?
    let first = scanner.bytes[place]
    for name in names where name[0] == first {
      if let end = scanner.end(of: name, at: place), end > longest ?? 0 { longest = end }
    }
    return longest
  }

  /// Built-in names with spaces, by first byte.
  private static let spacedBuiltins: [[[UInt8]]] = {
    var table = [[[UInt8]]](repeating: [], count: 256)
    for name in FEELBuiltins.names where name.contains(" ") {
      let bytes = Array(name.utf8)
      table[Int(bytes[0])].append(bytes)
    }
    return table
  }()
}
