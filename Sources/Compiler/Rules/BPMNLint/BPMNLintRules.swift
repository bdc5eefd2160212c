extension LintRule {
  /// The rules of bpmnlint, under their names (reference: bpmnlint 11.13).
  static let bpmnlint: [LintRule] = [
    .adHocSubProcess, .conditionalEvent, .conditionalFlows, .endEventRequired, .eventBasedGateway,
    .eventSubProcessTypedStartEvent, .fakeJoin, .global, .labelRequired, .linkEvent, .noBPMNDI,
    .noComplexGateway, .noDisconnected, .noDuplicateSequenceFlows, .noGatewayJoinFork,
    .noImplicitEnd, .noImplicitSplit, .noImplicitStart, .noInclusiveGateway, .noOverlappingElements,
    .singleBlankStartEvent, .singleEventDefinition, .standardSize, .startEventRequired,
    .subProcessBlankStartEvent, .superfluousGateway, .superfluousTermination,
  ]
}
