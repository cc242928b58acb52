# What can be done with this project. Each target installs what it needs and says so; see scripts/.

.PHONY: help serve test check dist bench soak clean

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

serve: ## serve the page on http://127.0.0.1:8080 and build it anew at every change
	@scripts/serve

test: ## run everything: format, clippy, all tests, release build, size, end to end
	@scripts/test all

check: ## run the quick part: format, dependencies, clippy, native tests
	@scripts/test quick

dist: ## build the release page into dist/
	@scripts/dist

bench: ## measure the protocol core and the page
	@scripts/bench

soak: ## look for what takes long to find: fuzzing, and many more seeds (an hour)
	@scripts/soak

clean: ## remove what was built (the tools stay; scripts/clean --all removes them too)
	@scripts/clean
