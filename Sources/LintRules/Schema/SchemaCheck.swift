import BPMN
import Diagnostics
import Text
import XML

/// Validates a file against the schemas in one pass: the type of each element follows from its
/// parent.
///
/// The content of extensions is not checked.
struct SchemaCheck {
  let deployment: DeploymentInput
  let document: XMLDocument
  let schema = Schema.bpmn
  private(set) var findings: [Diagnostic] = []
  /// The types used in the file, by their indexes.
  private var types: [SchemaType?]
  /// The kind of each element, set when its parent is checked.
  private var kinds: [Schema.Kind]
  private let names: SchemaNames
  /// Whether extensions may precede the documentation.
  private let isLenient: Bool

  init(_ deployment: DeploymentInput) {
    self.deployment = deployment
    document = deployment.model.document
    names = SchemaNames(document.names, schema)
    types = Array(repeating: nil, count: schema.typeCount)
    kinds = Array(repeating: .unknown, count: document.elementCount)
    isLenient = deployment.isAtLeast(8, 4)
  }

  mutating func run() -> [Diagnostic] {
    kinds[document.root.index] = schema.definitions
    for index in 0..<document.elementCount {
      switch kinds[index] {
      case .unknown: continue
      case .complex(let type): check(document.element(at: index), type)
      case .name: checkText(of: document.element(at: index), .name)
      case .reference: checkText(of: document.element(at: index), .reference)
      }
    }
    return findings
  }

  mutating func report(_ finding: Diagnostic) { findings.append(finding) }

  private mutating func check(_ element: XMLElement, _ declared: Int) {
    guard let index = actualType(of: element, declared: declared) else { return }
    let type = types[index] ?? schema.type(at: index)
    types[index] = type
    if type.isAbstract {
      report(abstract(element))
      return
    }
    checkAttributes(of: element, type)
    switch type.content {
    case .elements:
      checkChildren(of: element, type)
      if let text = element.strayText(allowsBlanks: true) { report(stray(text, element)) }
    case .mixed: checkChildren(of: element, type)
    case .anything:
      if let second = element.children.dropFirst().first(where: { _ in true }) {
        report(repeated(second, element, 1))
      }
    case .extensions:
      for child in element.children where !isExtension(child, of: element) {
        report(notExtension(child, element))
      }
      if let text = element.strayText(allowsBlanks: true) { report(stray(text, element)) }
    case .empty:
      if let child = element.children.first(where: { _ in true }) {
        report(misplaced(child, element))
      } else if let text = element.strayText(allowsBlanks: false) {
        report(stray(text, element))
      }
    }
  }

  /// Extensions have a namespace other than their parent's.
  private func isExtension(_ child: XMLElement, of parent: XMLElement) -> Bool {
    let name = child.name
    return name.namespace != parent.name.namespace && (name.namespace ?? name.prefix) != nil
  }

  // MARK: Types

  /// The type set by `xsi:type`, or the declared one; nil if `xsi:type` is not allowed here.
  private mutating func actualType(of element: XMLElement, declared: Int) -> Int? {
    guard let attribute = names.typeAttribute(of: element) else { return declared }
    if let message = problem(of: attribute, .name) {
      report(badValue(attribute, message))
      return nil
    }
    let parts = attribute.value.trimmed.split(separator: ":").map(String.init)
    let namespace = element.namespace(ofPrefix: parts.count > 1 ? parts[0] : nil)
    guard let type = schema.type(parts[parts.count - 1], namespace: namespace) else {
      report(badValue(attribute, "is not a type of BPMN"))
      return nil
    }
    guard schema.extends(type, declared) else {
      report(badValue(attribute, "is not a type for \(element.name.qualified)"))
      return nil
    }
    return type
  }

  // MARK: Children

  private mutating func checkChildren(of element: XMLElement, _ type: SchemaType) {
    var place = 0
    var count = 0
    /// The number of the last child at the previous position.
    var leader: Int?
    var last: Int?
    for child in element.children {
      guard let number = names.element(child.nameIndex), type.positions[number] >= 0 else {
        report(unexpected(child, element))
        if let number = names.element(child.nameIndex) {
          kinds[child.index] = schema.globals[number]
        }
        continue
      }
      kinds[child.index] = type.kinds[number]
      let position = Int(type.positions[number])
      if position < place {
        if !(isLenient && place == 1 && type.particles[position].name == "documentation") {
          report(tooLate(child, element))
        }
        continue
      }
      if position > place {
        checkRequired(type, place..<position, count, in: element)
        leader = position == place + 1 ? last : nil
        (place, count) = (position, 0)
      }
      let particle = type.particles[position]
      if let expected = particle.leader, leader != expected {
        report(misplaced(child, element))
      }
      last = number
      count += 1
      if count > particle.maximum {
        report(repeated(child, element, particle.maximum))
      }
    }
    checkRequired(type, place..<type.particles.count, count, in: element)
  }

  /// Reports missing children before another child or the end.
  /// - Parameter count: the number of children at the first position.
  private mutating func checkRequired(
    _ type: SchemaType, _ places: Range<Int>, _ count: Int, in element: XMLElement
  ) {
    guard type.hasRequiredChildren else { return }
    for place in places {
      let particle = type.particles[place]
      let found = place == places.lowerBound ? count : 0
      if found < particle.minimum { report(missing(particle, element)) }
    }
  }

  // MARK: Attributes

  private mutating func checkAttributes(of element: XMLElement, _ type: SchemaType) {
    var seen: UInt8 = 0
    for attribute in element.attributes {
      switch names.attribute(attribute.nameIndex) {
      case .known(let number):
        let use = type.attributes[number]
        guard let value = use.value else {
          report(unknownAttribute(attribute))
          continue
        }
        seen |= use.requiredBit
        if let message = problem(of: attribute, value) { report(badValue(attribute, message)) }
      case .ofNamespace(let namespace):
        if !type.isOpen || namespace == type.closedNamespace {
          report(unknownAttribute(attribute))
        }
      case .unknown: report(unknownAttribute(attribute))
      case .elsewhere: break
      }
    }
    guard seen != type.requiredMask else { return }
    for (bit, name) in type.required.enumerated() where seen & 1 << bit == 0 {
      report(missing(attribute: name, element))
    }
  }

  // MARK: Text

  /// Checks an element whose text references another one.
  private mutating func checkText(of element: XMLElement, _ value: SimpleType) {
    for attribute in element.attributes {
      guard case .elsewhere = names.attribute(attribute.nameIndex) else {
        report(unknownAttribute(attribute))
        continue
      }
    }
    if let child = element.children.first(where: { _ in true }) {
      report(misplaced(child, element))
    } else if let message = problem(of: element, value) {
      report(badText(element, message))
    }
  }
}
