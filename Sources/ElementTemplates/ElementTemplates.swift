// ElementTemplates
