import { act, screen } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { answerMenus, answerProducts, answerTotals, productOf } from '@/testing/products';
import { render } from '@/testing/render';
import { problem } from '@/testing/server';
import { ProductsPage } from './products-page';

beforeEach(() => {
  answerMenus();
  answerTotals();
});

const rowNames = () => screen.queryAllByRole('rowheader').map((cell) => cell.textContent.trim());

function twoPages(): void {
  answerProducts((query) =>
    query.get('after') === 'k1'
      ? { items: [productOf(2)], next: null }
      : { items: [productOf(1)], next: 'k1' },
  );
}

test('goes on by the button', async () => {
  twoPages();
  const { user } = await render(<ProductsPage />);
  expect(await screen.findByText('1 product shown')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Show more' }));
  expect(await screen.findByText('That is all: 2 products')).toBeInTheDocument();
  expect(rowNames()).toEqual(['Product 1', 'Product 2']);
  expect(screen.queryByRole('button', { name: 'Show more' })).not.toBeInTheDocument();
});

test('goes on by itself when the end comes near', async () => {
  let come: () => void = () => undefined;
  class Observer {
    constructor(call: (entries: { isIntersecting: boolean }[]) => void) {
      come = () => call([{ isIntersecting: true }]);
    }
    observe = () => undefined;
    disconnect = () => undefined;
  }
  vi.stubGlobal('IntersectionObserver', Observer);
  twoPages();
  await render(<ProductsPage />);
  await screen.findByText('1 product shown');
  act(() => come());
  expect(await screen.findByRole('link', { name: 'Product 2' })).toBeVisible();
});

test('says why it does not go on, and tries again', async () => {
  let fails = true;
  answerProducts((query) => {
    if (query.get('after') === null) return { items: [productOf(1)], next: 'k1' };
    return fails ? problem('busy', 503, { title: 'Too much work' }) : { items: [productOf(2)] };
  });
  const { user } = await render(<ProductsPage />);
  await user.click(await screen.findByRole('button', { name: 'Show more' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Too much work');
  expect(rowNames()).toEqual(['Product 1']);
  fails = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('link', { name: 'Product 2' })).toBeVisible();
});
