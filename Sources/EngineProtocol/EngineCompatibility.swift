/// In which respects the embedded engine works like a cluster with certain settings or defects.
package struct EngineCompatibility: Sendable, Hashable {
  /// How the mappings of an element are evaluated.
  package enum MappingMode: String, Sendable, CaseIterable {
    /// All mappings with the same root are one value at the position of the first; a later mapping
    /// of a path replaces earlier ones. This is Zeebe's default.
    case combined
    /// One after the other in the order of the diagram; each sees the results of those before.
    case ordered
  }

  package var mappingMode: MappingMode
  /// Whether a result that equals the local variable of its name is also set in outer scopes, as in
  /// Zeebe up to 8.10. Otherwise, it stays local like any other value, as documented.
  package var leaksEqualValues: Bool

  /// Creates settings, by default those of the documentation.
  package init(mappingMode: MappingMode = .combined, leaksEqualValues: Bool = false) {
    self.mappingMode = mappingMode
    self.leaksEqualValues = leaksEqualValues
  }
}
