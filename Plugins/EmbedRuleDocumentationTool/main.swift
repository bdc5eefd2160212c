// embed-rule-documentation OUTPUT.swift SOURCE.swift…
//
// Finds documentation comments with a line `/// # rule-name` and writes the text up to the end of
// the comment or the next such line as raw string literals to a Swift source. The code in
// Sources/Linting/Documentation parses these blocks.

import Glibc

func fail(_ message: String) -> Never {
  let line = Array("embed-rule-documentation: \(message)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
  exit(1)
}

func read(_ path: String) -> [UInt8]? {
  guard let file = fopen(path, "rb") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
    bytes += buffer[..<count]
  }
  return bytes
}

struct Block {
  var name: String
  var place: String
  var lines: [String] = []
}

/// The text of a comment line; nil for code.
func comment(_ line: Substring) -> String? {
  let text = line.drop { $0 == " " }
  guard text.hasPrefix("///") else { return nil }
  let rest = text.dropFirst(3)
  return String(rest.first == " " ? rest.dropFirst() : rest)
}

/// The rule name in a heading; nil for other lines.
func ruleName(_ text: String) -> String? {
  guard text.hasPrefix("# ") else { return nil }
  let name = text.dropFirst(2)
  let isName = name.utf8.allSatisfy {
    0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || "-/".utf8.contains($0)
  }
  return isName && !name.isEmpty ? String(name) : nil
}

func blocks(in bytes: [UInt8], path: String) -> [Block] {
  let text = String(decoding: bytes, as: UTF8.self)
  let hasMark = strstr(text, "/// # ") != nil
  guard hasMark else { return [] }
  var result: [Block] = []
  var open: Block?
  // A line of YAML in a code block can look like a heading.
  var isCode = false
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  for (index, line) in lines.enumerated() {
    guard let text = comment(line) else {
      if let block = open { result.append(block) }
      (open, isCode) = (nil, false)
      continue
    }
    if !isCode, let name = ruleName(text) {
      if let block = open { result.append(block) }
      open = Block(name: name, place: "\(path):\(index + 1)")
      continue
    }
    if text.hasPrefix("```") { isCode.toggle() }
    open?.lines.append(text)
  }
  return result + [open].compactMap { $0 }
}

let arguments = CommandLine.arguments
guard arguments.count >= 2 else { fail("usage: embed-rule-documentation OUTPUT SOURCE…") }

let found = arguments.dropFirst(2).flatMap { path -> [Block] in
  guard let bytes = read(path) else { fail("cannot read \(path)") }
  return blocks(in: bytes, path: path)
}.sorted { $0.name < $1.name }
for (block, next) in zip(found, found.dropFirst()) where block.name == next.name {
  fail("the rule '\(next.name)' is documented twice: \(block.place) and \(next.place)")
}

var source = "// Generated from the comments in Sources/ at build time.\n\n"
source += "let ruleDocumentationBlocks: [(name: String, text: String)] = [\n"
for block in found {
  let text = block.lines.joined(separator: "\n")
  var fence = "#"
  while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
  source += "  (\n    \"\(block.name)\",\n    \(fence)\"\"\"\n\(text)\n\"\"\"\(fence)\n  ),\n"
}
source += "]\n"

// An unchanged file is not rewritten, because most source changes do not affect documentation.
if read(arguments[1]).map({ String(decoding: $0, as: UTF8.self) }) != source {
  guard let file = fopen(arguments[1], "wb"), fputs(source, file) >= 0, fclose(file) == 0 else {
    fail("cannot write \(arguments[1])")
  }
}
