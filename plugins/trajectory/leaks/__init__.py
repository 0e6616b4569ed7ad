"""Holds a site to the internal folder: what may never be public is looked for in every byte that is about to be.

canaries: what the internal files say; public: what the records state anyway; spelling, dates, unpacking: the ways in which
text is hidden; finding: quick and too much; deciding: precise; telling: Problems that repeat nothing; guarding: what is
remembered, sealed; verifying: a staged site, or any folder.
"""
