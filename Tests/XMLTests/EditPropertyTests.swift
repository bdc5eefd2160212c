import Diagnostics
import Testing
import TestSupport
import XML

@Suite("Edits of real diagrams", .enabled(if: Cases.arePresent))
struct EditPropertyTests {
  /// A tree as text, to compare what two parses see: names, attributes and texts.
  final class Tree {
    var name: String
    var attributes: [(String, String)]
    var text: String
    var children: [Tree]

    init(_ element: XMLElement) {
      name = element.name.qualified
      attributes = element.attributes.map { ($0.name.qualified, $0.value) }
      text = element.text.filter { !$0.isWhitespace }
      children = element.children.map(Tree.init)
    }

    init(name: String, attributes: [(String, String)] = [], text: String = "") {
      self.name = name
      self.attributes = attributes
      self.text = text
      children = []
    }

    var description: String {
      let list = attributes.map { "\($0.0)=\($0.1)" }.joined(separator: "|")
      return "(\(name) [\(list)] {\(text)} \(children.map(\.description).joined()))"
    }
  }

  static let values = [
    "", "x", "a \"b\" 'c' <d> & é € \u{1F600}", "=if a < b then \"x\" else \"y\"",
  ]

  /// Makes one random edit and the tree that must come of it.
  static func randomEdit(
    of document: XMLDocument, _ random: inout SeededNumbers
  ) -> (edit: TextEdit, tree: Tree) {
    let root = Tree(document.root)
    var nodes: [Tree] = []
    func collect(_ tree: Tree) {
      nodes.append(tree)
      tree.children.forEach(collect)
    }
    collect(root)
    let index = Int.random(in: 0..<document.elementCount, using: &random)
    let element = document.element(at: index)
    let tree = nodes[index]
    let value = values[Int.random(in: values.indices, using: &random)]
    let plain = element.attributes.filter { !$0.isNamespaceDeclaration }
    switch Int.random(in: 0..<5, using: &random) {
    case 0 where !plain.isEmpty:
      let name = plain[Int.random(in: plain.indices, using: &random)].name.qualified
      for place in tree.attributes.indices where tree.attributes[place].0 == name {
        tree.attributes[place].1 = value
      }
      return (XMLEditor.setAttribute(name, to: value, on: element), root)
    case 1 where !plain.isEmpty:
      let attribute = plain[Int.random(in: plain.indices, using: &random)]
      tree.attributes.removeAll { $0.0 == attribute.name.qualified }
      return (XMLEditor.remove(attribute), root)
    case 2 where index > 0:
      for node in nodes { node.children.removeAll { $0 === tree } }
      return (XMLEditor.remove(element), root)
    case 3:
      tree.children.append(Tree(name: "added", attributes: [("k", value)]))
      return (XMLEditor.addChild(XMLFragment("added", [("k", value)]), to: element), root)
    default:
      tree.attributes.append(("added", value))
      return (XMLEditor.setAttribute("added", to: value, on: element), root)
    }
  }

  @Test("change no byte outside the edit and parse to the expected tree")
  func editsAreMinimal() throws {
    var random = SeededNumbers(20_260_807)
    var count = 0
    for name in try Cases.diagramNames() {
      let bytes = try Cases.bytes("diagrams/\(name)")
      guard let document = XMLParser.parse(bytes, path: name).document else { continue }
      for _ in 0..<(bytes.count > 100_000 ? 2 : 8) {
        let (edit, expected) = Self.randomEdit(of: document, &random)
        let changed = document.source.applying([edit])
        let range = document.source.originalRange(of: edit.range)
        #expect(changed.starts(with: bytes[..<range.lowerBound]), "\(name): before \(edit)")
        let tail = bytes[range.upperBound...]
        #expect(changed.suffix(tail.count).elementsEqual(tail), "\(name): after \(edit)")
        let result = XMLParser.parse(changed, path: name)
        let root = try #require(result.document?.root, "\(name): \(edit) \(result.diagnostics)")
        #expect(Tree(root).description == expected.description, "\(name): \(edit)")
        count += 1
      }
    }
    #expect(count > 1_000)
  }
}
